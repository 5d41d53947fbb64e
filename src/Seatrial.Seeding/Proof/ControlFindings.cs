using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>What chance does in each table.</summary>
internal sealed class ControlFindings
{
    private readonly HashSet<ulong> _known;

    public ControlFindings(IControlSource source, IReadOnlyDictionary<ObjectName, ControlTable> tables)
    {
        Source = source;
        Tables = tables;
        _known = [.. tables.SelectMany(static t => t.Value.Columns).OfType<ControlColumn>().Select(static c => c[ReadingKind.Value]).OfType<ControlTally>().SelectMany(static t => t.Hits)];
        ControlColumn[] columns = [.. tables.SelectMany(static t => t.Value.Columns).OfType<ControlColumn>()];
        foreach (ControlColumn column in columns)
        {
            Anywhere.Words.LearnFrom(column.Words);
        }

        foreach (ControlColumn column in columns)
        {
            column.Words.LearnFrom(Anywhere.Words);
        }

        foreach (ControlColumn column in tables.OrderBy(static t => t.Key, ObjectName.InOrder).SelectMany(static t => t.Value.Columns).OfType<ControlColumn>())
        {
            foreach (string text in column.Texts.Take(60))
            {
                Anywhere.Learn(text);
            }
        }
    }

    public IControlSource Source { get; }

    /// <summary>Whether a value of production came by chance, in whatever column.</summary>
    public bool IsKnown(ulong print) => _known.Contains(print);

    public IReadOnlyDictionary<ObjectName, ControlTable> Tables { get; }

    /// <summary>Texts of all columns, for what is in none: comments, logs, columns that the control does not make.</summary>
    public ControlColumn Anywhere { get; } = new();
}
