using System.Collections.Immutable;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>What a table is filled with.</summary>
/// <param name="table">The table.</param>
/// <param name="rows">How many rows it gets.</param>
internal sealed class TablePlan(Table table, long rows)
{
    private readonly ColumnSource?[] _sources = new ColumnSource?[table.Columns.Length];

    public Table Table => table;

    public ObjectName Name => table.Name;

    public long Rows { get; } = rows;

    /// <summary>The numbers of the columns that are written, in their order; the database computes the others.</summary>
    public ImmutableArray<int> Written { get; } = [.. Enumerable.Range(0, table.Columns.Length).Where(i => table.Columns[i].IsWritable)];

    /// <summary>What is worth knowing of it, for people.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>How rows of it are found again: columns that tell each from all others and are known without the rest; empty when there are none.</summary>
    public ImmutableArray<int> Key { get; set; } = [];

    /// <summary>Which row of which table each foreign key points at.</summary>
    public Dictionary<string, ParentChoice> Choices { get; } = new(StringComparer.Ordinal);

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
    public CellValue Cell(int column, long row) => _sources[column]!.At(row);

    /// <summary>All values of a row that are written, in the order of <see cref="Written"/>.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="attempt">How many candidates for it were refused.</param>
    /// <param name="cells">Takes them.</param>
    public void Fill(long row, int attempt, Span<CellValue> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            ColumnSource source = _sources[Written[i]]!;
            cells[i] = source is ColumnSource.Free free ? free.At(row, attempt) : source.At(row);
        }
    }
}
