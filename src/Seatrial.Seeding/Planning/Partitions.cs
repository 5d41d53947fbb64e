using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>What the partitions of a table leave for its rows to be.</summary>
internal static class Partitions
{
    /// <summary>The table with a check more: that one of its partitions takes the row.</summary>
    public static Table WithBounds(DatabaseSchema schema, Table table)
    {
        if (table.Partitioning is null)
        {
            return table;
        }

        List<string> conditions = [];
        return TakesAll(schema, table, conditions) || conditions.Count == 0
            ? table
            : table with { Checks = table.Checks.Add(new("the bounds of its partitions", string.Join(" OR ", conditions.Select(static c => $"({c})")))) };
    }

    /// <summary>Collects the conditions of the partitions that hold rows, unless there is a place for every row.</summary>
    private static bool TakesAll(DatabaseSchema schema, Table table, List<string> conditions)
    {
        // Of partitions by hash there is one for each remainder, or rows get lost: that is told by the rehearsal.
        if (table.Partitioning is { Strategy: PartitionStrategy.Hash })
        {
            return true;
        }

        bool takesAll = false;
        foreach (Table part in schema.Tables.Where(t => t.PartitionOf?.Parent == table.Name))
        {
            if (part.PartitionOf!.Condition is not { } condition)
            {
                takesAll |= part.Partitioning is null;
            }
            else if (part.Partitioning is null or { Strategy: PartitionStrategy.Hash } || TakesAll(schema, part, conditions))
            {
                conditions.Add(condition);
            }
        }

        return takesAll;
    }
}
