using System.Collections.Immutable;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>What the checks of a table and the domains of its columns ask of its rows.</summary>
/// <param name="Groups">Checks that share columns; rows pick a branch of each.</param>
/// <param name="Unsolved">What rows are tried against, here or by the database.</param>
/// <param name="Contradictions">What no row can pass.</param>
internal sealed record RowRuleSet(ImmutableArray<RowRuleGroup> Groups, ImmutableArray<UnsolvedCheck> Unsolved, ImmutableArray<MakerRefusal> Contradictions)
{
    /// <summary>What all branches leave to a column: for unique ones, whose values are made without regard to the rest of the row. Null when nothing constrains it.</summary>
    public ColumnRule? RuleOf(string column)
    {
        RowRuleGroup? group = Groups.FirstOrDefault(g => g.Columns.Contains(column, StringComparer.Ordinal));
        return group is null || group.Branches.IsEmpty ? null : group.Branches.Select(b => b.Rules.GetValueOrDefault(column, ColumnRule.None)).Aggregate(RuleMerge.Either);
    }
}
