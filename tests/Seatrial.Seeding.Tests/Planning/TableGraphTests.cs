using CsCheck;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Tests.Planning;

public sealed class TableGraphTests
{
    [Fact]
    public void What_is_needed_comes_first_and_what_needs_each_other_comes_together() =>
        Gen.Select(Gen.Int[1, 12], Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11]).Array[0, 25]).Sample((count, edges) =>
        {
            ObjectName[] tables = [.. Enumerable.Range(0, count).Select(static i => new ObjectName("s", $"t{i:00}"))];
            ILookup<ObjectName, ObjectName> targets = edges.Where(e => e.Item1 < count && e.Item2 < count).ToLookup(e => tables[e.Item1], e => tables[e.Item2]);
            var groups = TableGraph.Groups(tables, t => targets[t]);

            Assert.Equal(tables, groups.SelectMany(static g => g).Order(ObjectName.InOrder));
            Dictionary<ObjectName, int> place = groups.SelectMany(static (g, i) => g.Select(t => (t, i))).ToDictionary(static p => p.t, static p => p.i);
            foreach (ObjectName table in tables)
            {
                Assert.All(targets[table], target => Assert.True(place[target] <= place[table]));
                Assert.All(tables, other => Assert.Equal(Reaches(table, other) && Reaches(other, table), place[table] == place[other]));
            }

            var levels = TableGraph.Levels(groups, t => targets[t]);
            Assert.Equal(groups.Length, levels.Sum(static l => l.Length));

            bool Reaches(ObjectName from, ObjectName to)
            {
                HashSet<ObjectName> seen = [from];
                Queue<ObjectName> open = new([from]);
                while (open.TryDequeue(out ObjectName next))
                {
                    foreach (ObjectName target in targets[next].Where(seen.Add))
                    {
                        open.Enqueue(target);
                    }
                }

                return seen.Contains(to);
            }
        });
}
