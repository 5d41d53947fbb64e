namespace Seatrial.Seeding.Proof;

/// <summary>Looks up the rows of a control's table.</summary>
internal sealed class ControlTaker
{
    private readonly ProductionFindings _production;
    private readonly ScanTable _table;
    private readonly ControlTable _result;
    private readonly TargetReader _reader;
    private readonly RowPrints? _prints;
    private readonly TableLayout? _layout;
    private readonly RowPrints.PairTaker _takePair;
    private ControlColumn? _column;

    public ControlTaker(ProductionFindings production, ScanTable table, ControlTable result)
    {
        _production = production;
        _table = table;
        _result = result;
        _layout = production.Layouts.GetValueOrDefault(table.Name);
        _reader = new(Look);
        _prints = _layout is null ? null : new(production.Key, _layout, table);
        _takePair = TakePair;
    }

    public void Take(ScanRow row)
    {
        _result.Rows++;
        _prints?.Read(row, _reader);
        for (int i = 0; i < _table.Columns.Length; i++)
        {
            _column = _result.Columns[i];
            if (_column is null || row.IsNull(i))
            {
                continue;
            }

            ValueClass kind = _table.Columns[i].Class;
            _column.Learn(_reader.Own(kind, row[i]));

            if (_prints?.Own[i] is { } print and not 0)
            {
                _column.Tally(ReadingKind.Own).Count(_production.Index.Find(print), print);
            }

            _reader.Read(kind, row[i]);
        }

        if (_prints is not null)
        {
            _result.Keep(_prints.Own);
            _prints.Pairs(_takePair);
            if (_prints.Row is var whole and not 0)
            {
                _result.Together.Tally(ReadingKind.Row).Count(_production.Index.Find(whole), whole);
            }
        }
    }

    /// <summary>All rows were made once.</summary>
    public void Repeated()
    {
        foreach (ControlColumn? column in _result.Columns)
        {
            column?.EndSeed();
        }

        _result.Together.EndSeed();
    }

    private void TakePair(int one, int other, ulong print) =>
        _result.Together.Tally(ReadingKind.Pair).Count(_production.Index.Find(print), print);

    private void Look(ReadingKind kind, ReadOnlySpan<char> reading)
    {
        if (kind == ReadingKind.Value && _reader.WindowRuns == 1)
        {
            _column!.Words.Learn(reading);
        }

        ulong print = _production.Key.Of((uint)kind, reading);
        _column!.Tally(kind).Count(_production.Index.Find(print), print);
    }
}
