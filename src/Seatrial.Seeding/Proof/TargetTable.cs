using System.Globalization;

namespace Seatrial.Seeding.Proof;

/// <summary>Looks up the rows of one of the target's tables.</summary>
internal sealed class TargetTable
{
    private const int LongestKey = 6;

    private readonly ProductionFindings _production;
    private readonly TargetReader _reader;
    private readonly RowPrints? _prints;
    private readonly RowPrints.PairTaker _takePair;
    private readonly TargetColumn _together;
    private readonly int _key;
    private readonly int[] _numbers;
    private TargetColumn? _column;
    private ScanRow? _row;

    public TargetTable(ProductionFindings production, ControlFindings control, ScanTable table)
    {
        _production = production;
        Table = table;
        Control = control.Tables.GetValueOrDefault(table.Name) ?? new(table.Columns.Length);
        Columns = [.. table.Columns.Select((_, i) => new TargetColumn(Control.Columns[i], control))];
        _together = new(Control.Together, control);
        Layout = production.Layouts.GetValueOrDefault(table.Name);
        _reader = new(Look);
        _prints = Layout is null ? null : new(production.Key, Layout, table);
        _takePair = TakePair;
        int[] keys = [.. Enumerable.Range(0, table.Columns.Length).Where(i => table.Columns[i].IsKey)];
        _key = keys is [var only] && table.Columns[only].Class == ValueClass.Number ? only : -1;
        _numbers = [.. Enumerable.Range(0, table.Columns.Length).Where(i => table.Columns[i].Class == ValueClass.Number)];
        Highest = new long[table.Columns.Length];
        Values = new long[table.Columns.Length];
    }

    public ScanTable Table { get; }

    public TableLayout? Layout { get; }

    public ControlTable Control { get; }

    public TargetColumn[] Columns { get; }

    /// <summary>Pairs and rows.</summary>
    public TargetColumn Together => _together;

    public long Rows { get; private set; }

    /// <summary>How many values each column has, nulls not counted.</summary>
    public long[] Values { get; }

    /// <summary>The highest whole number in each column of numbers.</summary>
    public long[] Highest { get; }

    /// <summary>A column for people: its name, unless that is itself something of production.</summary>
    public string Shown(int column)
    {
        string name = Table.Columns[column].Name;
        bool isOurs = _production.Contents.Names.Contains(name) || _production.Index.Find(_production.Key.Of((uint)ReadingKind.Value, _reader.Own(ValueClass.Text, name))) == Frequency.None;
        return isOurs ? name : string.Create(CultureInfo.InvariantCulture, $"(column {column + 1})");
    }

    public void Take(ScanRow row)
    {
        Rows++;
        _row = row;
        _prints?.Read(row, _reader);
        for (int i = 0; i < Table.Columns.Length; i++)
        {
            if (row.IsNull(i))
            {
                continue;
            }

            Values[i]++;
            _column = Columns[i];
            ValueClass kind = Table.Columns[i].Class;
            if (_prints?.Own[i] is { } print and not 0 && _column.Tally(ReadingKind.Own) is var tally && _production.Index.Find(print) is var found && tally.Count(found))
            {
                Judge(_column, ReadingKind.Own, tally, found, print, _reader.Own(kind, row[i]));
            }

            _reader.Read(kind, row[i]);
        }

        foreach (int number in _numbers)
        {
            Highest[number] = !row.IsNull(number) && long.TryParse(row[number], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? Math.Max(Highest[number], value) : Highest[number];
        }

        if (_prints is not null)
        {
            _prints.Pairs(_takePair);
            TakeRow(_prints.Row);
        }
    }

    private void Look(ReadingKind kind, ReadOnlySpan<char> reading)
    {
        ulong print = _production.Key.Of((uint)kind, reading);
        Frequency found = _production.Index.Find(print);
        TargetTally tally = _column!.Tally(kind);
        if (tally.Count(found))
        {
            Judge(_column, kind, tally, found, print, reading);
        }
    }

    private void Judge(TargetColumn column, ReadingKind kind, TargetTally tally, Frequency found, ulong print, ReadOnlySpan<char> reading)
    {
        if (tally.IsNew(print))
        {
            tally.Keep(print, found, column.Chance.Of(kind, print, reading), column.Control?[kind]?.HitsOf(print) > 0, Place());
        }
    }

    private void TakePair(int one, int other, ulong print)
    {
        TargetTally tally = _together.Tally(ReadingKind.Pair);
        Frequency found = _production.Index.Find(print);
        if (tally.Count(found) && tally.IsNew(print))
        {
            int known = Control.Together[ReadingKind.Pair]?.HitsOf(print) ?? 0;
            tally.Keep(print, found, known > 0 ? (known + 3.0) / Control.Together[ReadingKind.Pair]!.Lookups : OfPair(one, other), known > 0, Place());
        }
    }

    private void TakeRow(ulong print)
    {
        if (print == 0)
        {
            return;
        }

        TargetTally tally = _together.Tally(ReadingKind.Row);
        Frequency found = _production.Index.Find(print);
        if (!tally.Count(found) || !tally.IsNew(print))
        {
            return;
        }

        // A row is no likelier than any two of its values together, or one of them.
        int known = Control.Together[ReadingKind.Row]?.HitsOf(print) ?? 0;
        double least = known > 0 ? (known + 3.0) / Control.Together[ReadingKind.Row]!.Lookups : 1;
        IReadOnlyList<int> quasi = _prints!.Quasi;
        for (int a = 0; known == 0 && a < quasi.Count; a++)
        {
            least = quasi[a] < 0 || _row!.IsNull(quasi[a]) ? least : Math.Min(least, OfOwn(quasi[a]));
            for (int b = a + 1; b < quasi.Count; b++)
            {
                least = quasi[a] < 0 || quasi[b] < 0 || _row!.IsNull(quasi[a]) || _row.IsNull(quasi[b]) ? least : Math.Min(least, OfPair(quasi[a], quasi[b]));
            }
        }

        tally.Keep(print, found, least, known > 0, Place());
    }

    private double OfPair(int one, int other) =>
        Control.Columns[one] is null || Control.Columns[other] is null
            ? Math.Min(OfOwn(one), OfOwn(other))
            : Math.Min(Math.Min(OfOwn(one), OfOwn(other)), OfOwn(one) * OfOwn(other) * Columns[one].DependenceOn(other, () => Control.Dependence(one, other)));

    private double OfOwn(int column) =>
        Columns[column].Chance.Of(ReadingKind.Own, _prints!.Own[column], _reader.Own(Table.Columns[column].Class, _row![column]));

    /// <summary>The row's key where it is a small number, which tells nobody; else where it lies.</summary>
    private string Place() => _key >= 0 && !_row!.IsNull(_key) && _row[_key].Length <= LongestKey
        ? $"{Table.Columns[_key].Name} {_row[_key]}"
        : $"ctid {_row!.Place}";
}
