using System.Text;

namespace Seatrial.Cli.Terminal;

/// <summary>Plain lines: for files, pipes and terminals that asked for no colour.</summary>
internal sealed class PlainTerminal(TextWriter writer) : ITerminal
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new(256);

    public bool IsLive => false;

    public int Width => int.MaxValue;

    public void Write(Line line)
    {
        lock (_lock)
        {
            _text.Clear();
            foreach (Piece piece in line.Pieces)
            {
                _text.Append(piece.Text);
            }

            // Standard output flushes each write by itself: a line is one.
            writer.Write(_text.Append('\n'));
            writer.Flush();
        }
    }

    public void Show(IReadOnlyList<Line> region)
    {
    }
}
