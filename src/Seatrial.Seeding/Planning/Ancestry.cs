using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>Where the values of shared columns come from in the end.</summary>
internal static class Ancestry
{
    /// <summary>Whether the columns of a foreign key, which others decide, hold values of the row it should point at.</summary>
    public static bool Leads(Planner planner, Table table, ForeignKey covered)
    {
        References references = planner.References[table.Name];
        for (int i = 0; i < covered.Columns.Length; i++)
        {
            if (references.OwnerOf(covered.Columns[i]) is not { } owner)
            {
                return false;
            }

            ObjectName target = owner.Target;
            string column = owner.TargetColumns[owner.Columns.IndexOf(covered.Columns[i])];
            HashSet<(ObjectName, string)> seen = [];
            while ((target, column) != (covered.Target, covered.TargetColumns[i]))
            {
                if (!seen.Add((target, column)) || planner.References.GetValueOrDefault(target)?.OwnerOf(column) is not { } next)
                {
                    return false;
                }

                column = next.TargetColumns[next.Columns.IndexOf(column)];
                target = next.Target;
            }
        }

        return true;
    }

    /// <summary>What two foreign keys that share a column have in common: the table where the column's values come from.</summary>
    /// <returns>The ancestor of a row that the other one points at, and whose rows of the first one's table are; null when there is none.</returns>
    public static (Func<long, long> AncestorOf, FannedChoice Children)? Common(Planner planner, ForeignKey key, ForeignKey other, string shared)
    {
        string wanted = key.TargetColumns[key.Columns.IndexOf(shared)];
        if (planner.References.GetValueOrDefault(key.Target)?.OwnerOf(wanted) is not { } up
            || planner.Find(key.Target)?.Choices.GetValueOrDefault(up.Name) is not FannedChoice children)
        {
            return null;
        }

        // From the other one's target upwards, until the table is reached that the first one's table points at.
        string column = other.TargetColumns[other.Columns.IndexOf(shared)];
        ObjectName at = other.Target;
        List<ParentChoice> way = [];
        while (at != up.Target || column != up.TargetColumns[up.Columns.IndexOf(wanted)])
        {
            if (way.Count > planner.Tables.Length
                || planner.References.GetValueOrDefault(at)?.OwnerOf(column) is not { } next
                || planner.Find(at)?.Choices.GetValueOrDefault(next.Name) is not { } choice)
            {
                return null;
            }

            way.Add(choice);
            column = next.TargetColumns[next.Columns.IndexOf(column)];
            at = next.Target;
        }

        return (row => way.Aggregate(row, static (r, choice) => r < 0 ? r : choice.ParentOf(r)), children);
    }
}
