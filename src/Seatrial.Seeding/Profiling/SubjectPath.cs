using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>The way from a table's rows to the people, or whatever stands for them, whose they are.</summary>
/// <param name="Hops">The foreign keys that lead there, one after the other; none when the rows are the people.</param>
/// <param name="Owner">The table of the people.</param>
internal sealed record SubjectPath(ImmutableArray<ForeignKey> Hops, Table Owner)
{
    private const int Farthest = 4;

    /// <summary>The shortest way; null where none leads to people, so that each row is a subject of its own.</summary>
    /// <param name="table">Where it begins.</param>
    /// <param name="looks">All tables.</param>
    public static SubjectPath? Of(ObjectName table, IReadOnlyDictionary<ObjectName, TableLook> looks)
    {
        Queue<(ObjectName At, ImmutableArray<ForeignKey> Hops)> open = new([(table, [])]);
        HashSet<ObjectName> seen = [table];
        while (open.TryDequeue(out (ObjectName At, ImmutableArray<ForeignKey> Hops) place))
        {
            TableLook look = looks[place.At];
            if (look.IsOfPeople)
            {
                return new(place.Hops, look.Table);
            }

            if (place.Hops.Length == Farthest)
            {
                continue;
            }

            // By name, so that the way is the same whenever the structure is.
            foreach (ForeignKey key in look.Table.ForeignKeys.Where(k => looks.ContainsKey(k.Target)).OrderBy(static k => k.Name, StringComparer.Ordinal))
            {
                if (seen.Add(key.Target))
                {
                    open.Enqueue((key.Target, place.Hops.Add(key)));
                }
            }
        }

        return null;
    }
}
