using System.Collections.Immutable;

namespace Seatrial.Seeding.Proof;

/// <summary>What was looked at, column by column.</summary>
internal static class ProofTables
{
    public static IEnumerable<ProofTable> Of(IReadOnlyList<TargetTable> tables, IReadOnlyList<ProofTest> tests, HashSet<int> alarms)
    {
        ILookup<(TargetTable, int), (ProofTest Test, bool IsAlarm)> asked = tests.Select((t, i) => (t, alarms.Contains(i))).ToLookup(static t => (t.t.Table, t.t.Column));
        foreach (TargetTable table in tables)
        {
            ImmutableArray<ProofColumn> columns = [.. table.Table.Columns.Select((c, i) => Column(new(table.Shown(i), c.Type) { Values = table.Values[i], Unscanned = c.Unreadable }, table.Columns[i], [.. asked[(table, i)]]))];
            yield return new(table.Table.Name, table.Rows, columns.Add(Column(new(string.Empty, "rows") { Values = table.Rows }, table.Together, [.. asked[(table, -1)]])));
        }
    }

    private static ProofColumn Column(ProofColumn column, TargetColumn found, ImmutableArray<(ProofTest Test, bool IsAlarm)> tests) => column with
    {
        Readings = found.Tallies.Sum(static t => t.Tally.Lookups),
        Rare = found.Tallies.Sum(static t => t.Tally.Rare),
        Common = found.Tallies.Sum(static t => t.Tally.Common),
        Expected = found.Control is null ? null : Math.Round(tests.Sum(static t => t.Test.Expected ?? 0), 1),
        Probability = tests.Select(static t => t.Test.Probability).DefaultIfEmpty(1).Min(),
        IsAlarm = tests.Any(static t => t.IsAlarm),
    };
}
