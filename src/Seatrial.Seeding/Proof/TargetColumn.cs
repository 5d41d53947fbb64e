namespace Seatrial.Seeding.Proof;

/// <summary>What was found in a column of the target.</summary>
internal sealed class TargetColumn
{
    private readonly TargetTally?[] _tallies = new TargetTally?[(int)ReadingKind.Row + 1];
    private readonly Dictionary<int, double> _dependence = [];

    /// <param name="control">What the control made for it, or null.</param>
    /// <param name="findings">What it made for all.</param>
    public TargetColumn(ControlColumn? control, ControlFindings findings)
    {
        Control = control is { } own && (own.Texts.Count > 0 || own.Tallies.Any()) ? own : null;
        Chance = new(Control ?? findings.Anywhere);
    }

    /// <summary>What the control made for it; null when it made nothing.</summary>
    public ControlColumn? Control { get; }

    public Chance Chance { get; }

    public IEnumerable<(ReadingKind Kind, TargetTally Tally)> Tallies => _tallies.Select(static (t, i) => ((ReadingKind)i, t)).Where(static p => p.t is not null).Select(static p => (p.Item1, p.t!));

    public TargetTally Tally(ReadingKind kind) => _tallies[(int)kind] ??= new();

    public double DependenceOn(int other, Func<double> measure)
    {
        if (!_dependence.TryGetValue(other, out double factor))
        {
            _dependence[other] = factor = measure();
        }

        return factor;
    }
}
