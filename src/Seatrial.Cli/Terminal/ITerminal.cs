namespace Seatrial.Cli.Terminal;

/// <summary>Where text for people goes. Thread-safe.</summary>
internal interface ITerminal
{
    /// <summary>Whether somebody watches: what is shown may change after it was written.</summary>
    bool IsLive { get; }

    /// <summary>How many columns it has.</summary>
    int Width { get; }

    /// <summary>Writes a line that stays.</summary>
    void Write(Line line);

    /// <summary>Shows lines below everything else, instead of those shown before; nothing happens where nobody watches.</summary>
    void Show(IReadOnlyList<Line> region);
}
