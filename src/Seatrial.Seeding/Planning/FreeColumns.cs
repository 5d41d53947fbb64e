using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Decides the columns that no key has decided.</summary>
internal static class FreeColumns
{
    public static void Decide(Planner planner, TablePlan plan)
    {
        foreach (int index in plan.Written.Where(i => plan[i] is null))
        {
            Column column = plan.Table.Columns[index];
            double nulls = column.IsNullable ? Math.Clamp(planner.Profile.Find(plan.Name)?.Find(column.Name)?.NullFraction ?? 0, 0, 1) : 0;
            if (planner.Makers.For(plan.Table, column) is { } maker)
            {
                plan[index] = new ColumnSource.Free(maker, CellKey.Of(planner.Settings.Seed, plan.Name.ToString(), column.Name), nulls);
            }
            else if (column.IsNullable)
            {
                plan[index] = new ColumnSource.Nothing();
                plan.Notes.Add($"{column.Name} stays empty: no values are known for {column.Type.Text}");
            }
            else
            {
                planner.Refuse(plan.Name, column.Name, $"no values are known for its type, {column.Type.Text}.", "Give the column a default and a rule, or leave the table out.");
            }
        }
    }
}
