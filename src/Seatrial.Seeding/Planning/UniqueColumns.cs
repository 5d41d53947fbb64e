using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>How a column can have another value in each row.</summary>
/// <param name="Source">Where its values come from.</param>
/// <param name="Capacity">How many there are.</param>
internal sealed record UniqueColumns(ColumnSource Source, UInt128 Capacity)
{
    /// <summary>A way for a column, or null.</summary>
    /// <param name="planner">The plan that is being made.</param>
    /// <param name="table">The table.</param>
    /// <param name="name">The column.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    public static UniqueColumns? Find(Planner planner, Table table, string name, bool ignoreCase)
    {
        Column column = table.Column(name);
        ColumnName full = new(table.Name, name);
        if (Most(column) is { } most && !planner.Rules.Constrains(table, name))
        {
            long first = (long)planner.Taken.First(full, 1);
            return first > most ? null : new(new ColumnSource.Counter(first), (UInt128)(most - first) + 1);
        }

        if (planner.Makers.UniqueFor(table, column, ignoreCase || column.IsCaseBlind) is not { } maker)
        {
            return null;
        }

        UInt128 start = (UInt128)planner.Taken.First(full, 0);
        IReadOnlyList<UInt128> skipped = planner.Taken.Skipped.GetValueOrDefault(full, []);
        UInt128 lost = start + (ulong)skipped.Count;
        return maker.Capacity > lost ? new(new ColumnSource.Unique(maker, start, skipped), maker.Capacity - lost) : null;
    }

    /// <summary>The highest number of a column that counts, or null when it does not count.</summary>
    public static long? Most(Column column) => column.Type switch
    {
        DataType.Scalar { Kind: ScalarKind.Integer } integer => integer.Bytes switch { 1 => 127, 2 => short.MaxValue, 3 => 8_388_607, 4 => int.MaxValue, _ => long.MaxValue },
        DataType.Scalar { Kind: ScalarKind.Decimal, Precision: null } => long.MaxValue,
        DataType.Scalar { Kind: ScalarKind.Decimal, Precision: { } digits, Scale: null or 0 } => digits >= 18 ? long.MaxValue : (long)Math.Pow(10, digits) - 1,
        _ => null,
    };
}
