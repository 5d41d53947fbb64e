using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>Keeps rows apart that an exclusion constraint says may not collide.</summary>
internal static class Exclusions
{
    /// <summary>Decides the columns of a table's exclusion constraints: where ranges may not overlap, each row has a stretch of its own.</summary>
    public static void Decide(Planner planner, TablePlan plan)
    {
        foreach (ExclusionConstraint exclusion in plan.Table.Exclusions)
        {
            if (!exclusion.Parts.Any(part => part.Operator == "&&" && Separate(planner, plan, part)))
            {
                plan.Notes.Add($"{exclusion.Name} is left to luck: it is not about ranges that overlap");
            }
        }
    }

    private static bool Separate(Planner planner, TablePlan plan, KeyPart part)
    {
        if (part.Column is { } name)
        {
            Column column = plan.Table.Column(name);
            (DataType? element, bool isSeveral) = column.Type switch
            {
                DataType.Range range => (range.Element, range.IsSeveral),
                DataType.Named named when planner.Schema.FindType(named.Name) is UserType.Range range => (range.Element, range.IsSeveral),
                _ => (null, false),
            };
            return element is DataType.Scalar scalar && Give(planner, plan, name, scalar.Kind, isSeveral ? SlotPart.Ranges : SlotPart.Range);
        }

        // A range made of two columns, such as tstzrange(begins, ends).
        string[] ends = [.. KeyColumns.Read(plan.Table, part.Text).OrderBy(c => part.Text.IndexOf(c, StringComparison.Ordinal))];
        return ends is [var low, var high]
            && plan.Table.Column(low).Type is DataType.Scalar first && plan.Table.Column(high).Type is DataType.Scalar second
            && Give(planner, plan, low, first.Kind, SlotPart.Low) && Give(planner, plan, high, second.Kind, SlotPart.High);
    }

    private static bool Give(Planner planner, TablePlan plan, string column, ScalarKind kind, SlotPart part)
    {
        int index = plan.IndexOf(column);
        bool isKnown = kind is ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone or ScalarKind.Integer or ScalarKind.Decimal;
        if (!isKnown || plan[index] is not null || !plan.Table.Columns[index].IsWritable)
        {
            return false;
        }

        ColumnName name = new(plan.Name, column);
        long today = planner.Settings.Today.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        plan[index] = new ColumnSource.Unique(new Slots(kind, part, today), (UInt128)planner.Taken.First(name, 0), planner.Taken.Skipped.GetValueOrDefault(name, []));
        return true;
    }
}
