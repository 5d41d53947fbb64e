using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>A column of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
internal readonly record struct ColumnName(ObjectName Table, string Column)
{
    public override string ToString() => $"{Table}.{Column}";
}
