namespace Seatrial.Cli.Terminal;

/// <summary>A piece of a line.</summary>
/// <param name="Tone">What it is.</param>
/// <param name="Text">Its text, one line, nothing in it that a terminal would obey.</param>
internal readonly record struct Piece(Tone Tone, string Text);
