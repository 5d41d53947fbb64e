using System.Collections.Immutable;
using System.Numerics;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Foreign keys that checks speak of and that may be null: of two owners one, say. A row tries with all of them, then with fewer.</summary>
/// <param name="keys">The columns of each.</param>
internal sealed class OptionalReferences(ImmutableArray<ImmutableArray<int>> keys)
{
    /// <summary>More would be more combinations than are worth trying.</summary>
    private const int Most = 6;

    /// <summary>Which are left out: one of them first, then two, up to all.</summary>
    public int[][] Masks { get; } = [.. Enumerable.Range(1, (1 << keys.Length) - 1).GroupBy(static m => BitOperations.PopCount((uint)m)).OrderBy(static g => g.Key).Select(static g => g.ToArray())];

    /// <summary>Those of a table of which everything else is decided.</summary>
    /// <param name="planner">The plan that is being made.</param>
    /// <param name="plan">The table.</param>
    /// <param name="rules">What its checks ask.</param>
    public static OptionalReferences Of(Planner planner, TablePlan plan, RowRuleSet rules)
    {
        References references = planner.References[plan.Name];
        HashSet<string> asked = [.. rules.Groups.SelectMany(static g => g.Columns)];
        HashSet<string> needed =
        [
            .. planner.Tables.SelectMany(static t => t.ForeignKeys).Where(k => k.Target == plan.Name).SelectMany(static k => k.TargetColumns),
            .. plan.Key.Select(i => plan.Table.Columns[i].Name),
            .. plan.Table.UniqueKeys.Where(static k => k.NullsAreEqual || k.Parts.Any(static p => p.Column is null)).SelectMany(k => KeyColumns.Read(plan.Table, string.Join(' ', k.Parts.Select(static p => p.Text)))),
        ];
        IEnumerable<ForeignKey> all = references.Leading.Concat(references.Related.Select(static r => r.Key));
        return new(
        [
            .. all.Where(k => plan.Choices.GetValueOrDefault(k.Name) is not (null or NoChoice))
                .Select(references.OwnedBy)
                .Where(own => own.Any(asked.Contains) && own.All(c => plan.Table.Column(c).IsNullable && !needed.Contains(c)))
                .Take(Most)
                .Select(own => own.Select(plan.IndexOf).ToImmutableArray()),
        ]);
    }

    /// <summary>Lets a row point at nothing by some of them.</summary>
    public void Clear(int mask, Span<CellValue> cells)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            if ((mask >> i & 1) != 0)
            {
                foreach (int column in keys[i])
                {
                    cells[column] = CellValue.Null;
                }
            }
        }
    }
}
