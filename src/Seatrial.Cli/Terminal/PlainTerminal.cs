namespace Seatrial.Cli.Terminal;

/// <summary>Plain lines: for files, pipes and terminals that asked for no colour.</summary>
internal sealed class PlainTerminal(TextWriter writer) : ITerminal
{
    private readonly Lock _lock = new();

    public bool IsLive => false;

    public int Width => int.MaxValue;

    public void Write(Line line)
    {
        lock (_lock)
        {
            foreach (Piece piece in line.Pieces)
            {
                writer.Write(piece.Text);
            }

            writer.Write('\n');
            writer.Flush();
        }
    }

    public void Show(IReadOnlyList<Line> region)
    {
    }
}
