using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>A column whose numbers or values a plan counts through.</summary>
/// <param name="Column">The column.</param>
/// <param name="Rows">How many it uses.</param>
/// <param name="IsCounter">Whether the numbers themselves stand in the column.</param>
internal sealed record KeyUse(ColumnName Column, long Rows, bool IsCounter)
{
    /// <summary>All of a plan.</summary>
    public static IEnumerable<KeyUse> Of(SeedPlan plan)
    {
        foreach (TablePlan table in plan.Tables)
        {
            foreach (int index in table.Written)
            {
                Column column = table.Table.Columns[index];
                ColumnSource? source = table[index] is ColumnSource.Sometimes sometimes ? sometimes.Source : table[index];
                if (source is ColumnSource.Counter or ColumnSource.Unique)
                {
                    yield return new(new(table.Name, column.Name), table.Rows, source is ColumnSource.Counter);
                }
            }
        }
    }
}
