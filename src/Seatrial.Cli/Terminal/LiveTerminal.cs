using Spectre.Console;

namespace Seatrial.Cli.Terminal;

/// <summary>A terminal somebody watches: colours, and a region at its end that is drawn anew.</summary>
internal sealed class LiveTerminal(IAnsiConsole console) : ITerminal
{
    private readonly Lock _lock = new();
    private IReadOnlyList<Line> _region = [];

    public bool IsLive => true;

    public int Width => Math.Max(40, console.Profile.Width);

    public void Write(Line line)
    {
        lock (_lock)
        {
            Erase();
            Draw(line);
            DrawRegion();
        }
    }

    public void Show(IReadOnlyList<Line> region)
    {
        lock (_lock)
        {
            Erase();
            _region = region;
            DrawRegion();
        }
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Soft => new Style(Color.Grey),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        Tone.Doubt => new Style(Color.Yellow),
        Tone.Link => new Style(Color.Blue),
        _ => Style.Plain,
    };

    private void Erase()
    {
        if (_region.Count > 0)
        {
            console.Write(new ControlCode($"\u001b[{_region.Count}A\u001b[0J"));
        }
    }

    private void DrawRegion()
    {
        foreach (Line line in _region)
        {
            Draw(line.Cut(Width - 1));
        }
    }

    private void Draw(Line line)
    {
        Paragraph paragraph = new();
        foreach (Piece piece in line.Pieces)
        {
            paragraph.Append(piece.Text, StyleOf(piece.Tone));
        }

        console.Write(paragraph);
        console.WriteLine();
    }
}
