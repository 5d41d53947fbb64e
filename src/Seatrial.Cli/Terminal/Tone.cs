namespace Seatrial.Cli.Terminal;

/// <summary>What a piece of text is, so that a terminal can choose how it looks.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Soft,
    Good,
    Bad,
    Doubt,
    Link,
}
