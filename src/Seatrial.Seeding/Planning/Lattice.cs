using System.Collections.Immutable;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>
/// Makes rows differ in several columns together where none can differ alone: the rows are numbered, in an order of their
/// own, and each column is a digit of the number.
/// </summary>
internal static class Lattice
{
    /// <summary>Decides the columns and foreign keys of a key, where there is room.</summary>
    public static bool Decide(Planner planner, TablePlan plan, KeyColumns key, string[] free, ForeignKey[] foreign)
    {
        List<(string Column, UniqueColumns Values)> columns = [];
        foreach (string column in free)
        {
            if (UniqueColumns.Find(planner, plan.Table, column, key.IsExpression(column)) is { } found)
            {
                columns.Add((column, found));
            }
        }

        ForeignKey[] leading = [.. foreign.Where(f => planner.References[plan.Name].Leading.Contains(f) && planner.Find(f.Target) is not null)];
        if (columns.Count + leading.Length == 0)
        {
            return false;
        }

        UInt128 rows = (ulong)plan.Rows;
        UInt128 room = 1;
        ImmutableArray<long> sizes =
        [
            .. leading.Select(f => planner.Find(f.Target)!.Rows),
            .. columns.Select(c => (long)UInt128.Min(c.Values.Capacity, rows)),
        ];
        foreach (long size in sizes)
        {
            room = UInt128.Min(room * (ulong)size, UInt128.One << 62);
        }

        if (room < rows)
        {
            return false;
        }

        Permutation order = new((long)UInt128.Min(room, long.MaxValue / 4), CellKey.Of(planner.Settings.Seed, plan.Name.ToString(), key.Key.Name));
        long stride = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            (long step, long size) = (stride, sizes[i]);
            long Digit(long row) => order.At(row) / step % size;
            if (i < leading.Length)
            {
                Choose(planner, plan, leading[i], new DigitChoice(Digit));
            }
            else
            {
                (string column, UniqueColumns values) = columns[i - leading.Length];
                plan[plan.IndexOf(column)] = new ColumnSource.Digit(Digit, values.Source.At);
            }

            stride *= size;
        }

        return true;
    }

    private static void Choose(Planner planner, TablePlan plan, ForeignKey key, ParentChoice choice)
    {
        TablePlan target = planner.PlanOf(key.Target);
        plan.Choices[key.Name] = choice;
        foreach (string column in planner.References[plan.Name].OwnedBy(key))
        {
            plan[plan.IndexOf(column)] = new ColumnSource.Reference(choice, target, target.IndexOf(key.TargetColumns[key.Columns.IndexOf(column)]));
        }
    }
}
