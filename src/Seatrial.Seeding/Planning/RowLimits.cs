using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>Gives tables no more rows than can differ in their unique keys.</summary>
/// <param name="planner">The plan that is being made.</param>
/// <param name="counts">How many rows each gets; changed.</param>
internal sealed class RowLimits(Planner planner, Dictionary<ObjectName, long> counts)
{
    /// <summary>Goes over all tables until nothing changes: fewer parents mean fewer children.</summary>
    /// <param name="groups">The tables, those that are pointed at first.</param>
    public void Apply(ImmutableArray<ImmutableArray<ObjectName>> groups)
    {
        bool changed = true;
        for (int round = 0; changed && round <= planner.Tables.Length; round++)
        {
            changed = false;
            foreach (ObjectName name in groups.SelectMany(static g => g))
            {
                changed |= Apply(planner.References[name]);
            }
        }
    }

    private bool Apply(References references)
    {
        Table table = references.Table;
        long before = counts[table.Name];
        foreach (KeyColumns key in KeyColumns.Of(table).Where(static k => k.Key.Predicate is null))
        {
            if (Room(references, key) is { } room && room < (UInt128)(ulong)counts[table.Name])
            {
                Limit(table, key, (long)room);
            }
        }

        // A unique index that reads no column is on one row.
        if (table.UniqueKeys.Any(k => k.Predicate is null && k.Parts.All(p => p.Column is null && !KeyColumns.Read(table, p.Text).Any())))
        {
            counts[table.Name] = Math.Min(1, counts[table.Name]);
        }

        // What is chosen for a shared ancestor must exist for each.
        foreach ((ForeignKey key, _, string shared) in references.Related)
        {
            if (counts.TryGetValue(key.Target, out long targets) && planner.References[key.Target].OwnerOf(key.TargetColumns[key.Columns.IndexOf(shared)]) is { } up && counts.TryGetValue(up.Target, out long ancestors))
            {
                counts[up.Target] = Math.Min(ancestors, targets);
            }
        }

        return counts[table.Name] != before;
    }

    private void Limit(Table table, KeyColumns key, long room)
    {
        // A count is noised and rounded: a little too many is no wish of anybody's.
        // Production has as few, too: a table of one row has one at every scale.
        bool isFew = planner.Profile.Find(table.Name) is { Rows: > 0 } known && known.Rows <= room;
        bool isWanted = !isFew && key.Columns.Any(c => planner.References[table.Name].OwnerOf(c) is null) && counts[table.Name] > Math.Max(room + 20, room * 1.25);
        if (isWanted || room == 0)
        {
            planner.Refuse(
                table.Name,
                string.Join(", ", key.Columns),
                $"only {room} rows can differ in {key.Key.Name}, and {counts[table.Name]} are wanted.",
                $"Ask for fewer with --scale or --rows, or write `tables: {{ {table.Name}: {{ rows: {room} }} }}`.");
        }

        counts[table.Name] = Math.Max(1, room);
    }

    private UInt128? Room(References references, KeyColumns key)
    {
        UInt128 room = 1;
        HashSet<ForeignKey> seen = [];
        foreach (string column in key.Columns)
        {
            UInt128 own;
            if (references.OwnerOf(column) is { } owner)
            {
                if (!seen.Add(owner))
                {
                    continue;
                }

                // A row that may point at nothing collides with none.
                if (!key.Key.IsPrimary && references.OwnedBy(owner).All(c => references.Table.Column(c).IsNullable))
                {
                    return null;
                }

                own = counts.TryGetValue(owner.Target, out long parents) ? (ulong)parents : UInt128.MaxValue;
            }
            else if (UniqueColumns.Find(planner, references.Table, column, key.IsExpression(column)) is { } values)
            {
                own = values.Capacity;
            }
            else
            {
                own = 1;
            }

            room = own > 0 && room > UInt128.MaxValue / own ? UInt128.MaxValue : room * own;
        }

        return room;
    }
}
