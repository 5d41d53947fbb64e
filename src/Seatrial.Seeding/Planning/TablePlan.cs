using System.Collections.Immutable;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>What a table is filled with.</summary>
/// <param name="table">The table.</param>
/// <param name="rows">How many rows it gets.</param>
internal sealed class TablePlan(Table table, long rows)
{
    /// <summary>How many candidates for a row are made, at most.</summary>
    private const int Attempts = 20;

    /// <summary>As many, where something else may be what fails.</summary>
    private const int FewAttempts = 3;

    private readonly ColumnSource?[] _sources = new ColumnSource?[table.Columns.Length];

    public Table Table => table;

    public ObjectName Name => table.Name;

    public long Rows { get; } = rows;

    /// <summary>Makes the columns that have no source of their own; null as long as that is not decided.</summary>
    public RowMaker? Others { get; set; }

    /// <summary>What only the database can tell of its rows; null when there is nothing.</summary>
    public Trial? Trial { get; set; }

    /// <summary>Conditions that rows keep so that they are not among those that a partial unique index is about.</summary>
    public List<CheckConstraint> Outside { get; } = [];

    /// <summary>The foreign keys that a row may do without where checks want that.</summary>
    public OptionalReferences Optional { get; set; } = new([]);

    /// <summary>The numbers of the columns that are written, in their order; the database computes the others.</summary>
    public ImmutableArray<int> Written { get; } = [.. Enumerable.Range(0, table.Columns.Length).Where(i => table.Columns[i].IsWritable)];

    /// <summary>What is worth knowing of it, for people.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>How rows of it are found again: columns that tell each from all others and are known without the rest; empty when there are none.</summary>
    public ImmutableArray<int> Key { get; set; } = [];

    /// <summary>Which row of which table each foreign key points at.</summary>
    public Dictionary<string, ParentChoice> Choices { get; } = new(StringComparer.Ordinal);

    /// <summary>Cells that stories tell, by row and column; they come before any source.</summary>
    public Dictionary<(long Row, int Column), Func<CellValue>> Told { get; } = [];

    /// <summary>How many of the first rows are those of stories.</summary>
    public long ToldRows { get; set; }

    public int IndexOf(string column)
    {
        for (int i = 0; i < table.Columns.Length; i++)
        {
            if (table.Columns[i].Name == column)
            {
                return i;
            }
        }

        throw new ArgumentException($"{table.Name} has no column {column}.", nameof(column));
    }

    /// <summary>Where a column's values come from; null as long as that is not decided.</summary>
    public ColumnSource? this[int column]
    {
        get => _sources[column];
        set => _sources[column] = value;
    }

    /// <summary>One value of a row.</summary>
    public CellValue Cell(int column, long row) =>
        Told.Count > 0 && Told.TryGetValue((row, column), out Func<CellValue>? told) ? told() : _sources[column]!.At(row);

    /// <summary>All values of a row, in the order of the table's columns. One thread at a time.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="cells">Takes them; those that the database computes stay null.</param>
    /// <param name="round">How often the database refused all candidates for it.</param>
    public void Fill(long row, Span<CellValue> cells, int round = 0)
    {
        Draw(row, cells, round);
        if (row < ToldRows)
        {
            foreach (int column in Written)
            {
                cells[column] = Told.TryGetValue((row, column), out Func<CellValue>? told) ? told() : cells[column];
            }
        }
    }

    private void Draw(long row, Span<CellValue> cells, int round)
    {
        Give(row, cells);
        if (Others is not { } maker)
        {
            return;
        }

        int first = round * (Attempts + 1);
        if (Make(maker, row, first, Optional.Masks.Length == 0 ? Attempts : FewAttempts, cells))
        {
            return;
        }

        // What it points at may be what fails: it points at less then.
        foreach (int[] masks in Optional.Masks)
        {
            for (int i = 0; i < masks.Length; i++)
            {
                Give(row, cells);
                Optional.Clear(masks[(i + row) % masks.Length], cells);
                if (Make(maker, row, first, FewAttempts, cells))
                {
                    return;
                }
            }
        }

        // A row that fails all of them is left to the database to judge.
        Give(row, cells);
        Make(maker, row, first, Attempts, cells);
    }

    private static bool Make(RowMaker maker, long row, int first, int attempts, Span<CellValue> cells)
    {
        for (int attempt = first; attempt <= first + attempts; attempt++)
        {
            if (maker.Make(row, attempt, cells))
            {
                return true;
            }
        }

        return false;
    }

    private void Give(long row, Span<CellValue> cells)
    {
        foreach (int column in Written)
        {
            cells[column] = _sources[column] is { } source ? source.At(row) : CellValue.Null;
        }
    }
}
