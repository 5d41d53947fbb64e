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

    /// <summary>The table with the keys that only partitions of it have: a row lands in one of them, and must obey.</summary>
    public static Table WithTheirKeys(DatabaseSchema schema, Table table)
    {
        if (table.Partitioning is null)
        {
            return table;
        }

        Table[] parts = [.. Below(schema, table)];
        string[] names = [.. table.Columns.Select(static c => c.Name)];
        return table with
        {
            ForeignKeys = table.ForeignKeys.AddRange(parts.SelectMany(static p => p.ForeignKeys)
                .Where(k => !table.ForeignKeys.Any(o => Same(o, k)))
                .DistinctBy(static k => (string.Join('\0', k.Columns), k.Target, string.Join('\0', k.TargetColumns)))),
            UniqueKeys = table.UniqueKeys.AddRange(parts.SelectMany(static p => p.UniqueKeys)
                .Where(k => !table.UniqueKeys.Any(o => Text(o) == Text(k)) && k.Parts.All(p => p.Column is null || names.Contains(p.Column, StringComparer.Ordinal)))
                .DistinctBy(Text, StringComparer.Ordinal)
                .Select(static k => k with { IsPrimary = false })),
        };
    }

    private static IEnumerable<Table> Below(DatabaseSchema schema, Table table) =>
        schema.Tables.Where(t => t.PartitionOf?.Parent == table.Name).SelectMany(t => Below(schema, t).Prepend(t));

    private static bool Same(ForeignKey one, ForeignKey other) => one.Target == other.Target && one.Columns.SequenceEqual(other.Columns) && one.TargetColumns.SequenceEqual(other.TargetColumns);

    private static string Text(UniqueKey key) => $"{string.Join('\0', key.Parts.Select(static p => p.Column ?? p.Text))}\0{key.Predicate}";

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
