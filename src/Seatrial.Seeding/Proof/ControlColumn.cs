namespace Seatrial.Seeding.Proof;

/// <summary>What chance does in a column.</summary>
internal sealed class ControlColumn
{
    private const int MostTexts = 500;

    private readonly ControlTally?[] _tallies = new ControlTally?[(int)ReadingKind.Row + 1];
    private readonly List<string> _texts = [];

    /// <summary>Texts for a model to learn.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Its words.</summary>
    public Vocabulary Words { get; } = new();

    public ControlTally? this[ReadingKind kind] => _tallies[(int)kind];

    public IEnumerable<(ReadingKind Kind, ControlTally Tally)> Tallies => _tallies.Select(static (t, i) => ((ReadingKind)i, t)).Where(static p => p.t is not null).Select(static p => (p.Item1, p.t!));

    public ControlTally Tally(ReadingKind kind) => _tallies[(int)kind] ??= new();

    public void Learn(ReadOnlySpan<char> text)
    {
        if (_texts.Count < MostTexts)
        {
            _texts.Add(text[..Math.Min(text.Length, 60)].ToString());
        }
    }

    public void EndSeed()
    {
        foreach (ControlTally? tally in _tallies)
        {
            tally?.EndSeed();
        }
    }
}
