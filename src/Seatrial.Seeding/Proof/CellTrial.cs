namespace Seatrial.Seeding.Proof;

/// <summary>Tries whether one cell, planted into a column of the target, would raise an alarm. Nothing of it is counted.</summary>
internal sealed class CellTrial
{
    private readonly ProductionFindings _production;
    private readonly TargetTable _table;
    private readonly int _column;
    private readonly Judge _judge;
    private readonly TargetReader _reader;
    private double _least;

    public CellTrial(ProductionFindings production, TargetTable table, int column)
    {
        _production = production;
        _table = table;
        _column = column;
        _judge = new(production);
        _reader = new(Look);
    }

    /// <summary>How likely what is found in the cell would be by chance; 1 when nothing is.</summary>
    public double Try(ValueClass kind, string cell)
    {
        _least = 1;
        _reader.Read(kind, cell);
        return _least;
    }

    private void Look(ReadingKind kind, ReadOnlySpan<char> reading)
    {
        ulong print = _production.Key.Of((uint)kind, reading);
        if (_production.Index.Find(print) == Frequency.None)
        {
            return;
        }

        TargetColumn column = _table.Columns[_column];
        long lookups = Math.Max(1, column.Tallies.FirstOrDefault(t => t.Kind == kind).Tally?.Lookups ?? 0);
        bool isKnown = column.Control?[kind]?.HitsOf(print) > 0;
        double probability = column.Chance.Of(kind, print, reading);
        _least = Math.Min(_least, Judge.Coincidence(lookups, _judge.Meets(_table, _column, kind), probability, isKnown, column.Chance.Unseen(kind)));
    }
}
