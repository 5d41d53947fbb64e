namespace Seatrial.Seeding.Proof;

/// <summary>What chance does in a table.</summary>
/// <param name="columns">How many columns it has.</param>
internal sealed class ControlTable(int columns)
{
    private const int MostRows = 3000;

    private readonly List<ulong[]> _rows = [];

    /// <summary>By the column's place; null where the control makes none.</summary>
    public ControlColumn?[] Columns { get; } = new ControlColumn?[columns];

    /// <summary>Pairs and rows.</summary>
    public ControlColumn Together { get; } = new();

    /// <summary>How many rows were made.</summary>
    public long Rows { get; set; }

    /// <summary>Keeps the fingerprints of a row's values.</summary>
    public void Keep(ulong[] prints)
    {
        if (_rows.Count < MostRows)
        {
            _rows.Add([.. prints]);
        }
    }

    /// <summary>How many times likelier two columns' values come together than if they had nothing to do with each other; at least 1.</summary>
    public double Dependence(int one, int other)
    {
        ulong[][] rows = [.. _rows.Where(r => r[one] != 0 && r[other] != 0)];
        double pairs = rows.Length * (rows.Length - 1.0) / 2;
        return pairs < 1 ? double.PositiveInfinity : Math.Max(1, (Same(rows.Select(r => (r[one], r[other]))) + 1) * pairs / ((Same(rows.Select(r => r[one])) + 1) * (Same(rows.Select(r => r[other])) + 1)));
    }

    private static double Same<T>(IEnumerable<T> values)
        where T : notnull => values.CountBy(static v => v).Sum(static v => v.Value * (v.Value - 1.0) / 2);
}
