using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Flows;

namespace Seatrial.Project.Boundaries;

/// <summary>Binds the requests of rules, each a branch that runs to its end whatever becomes of the others.</summary>
/// <param name="lists">Binds lists of steps.</param>
/// <param name="given">What must be there before; null: nothing.</param>
/// <param name="before">The names in reach before it.</param>
/// <param name="ready">The names in reach after it.</param>
internal sealed class PairBinder(StepListBinder lists, DocumentNode.Sequence? given, BindContext before, BindContext ready)
{
    /// <summary>The block of a rule.</summary>
    public StepPlan Block(BoundaryRule rule, ImmutableArray<BoundaryPair> pairs)
    {
        // One after the other: what one actor must not change, the next must still find.
        ParallelAction action = new([.. pairs.Select(pair => Branch(rule, pair))], [.. pairs.Select(static p => p.Name)]) { AtOnce = 1, IsBoundary = true };
        return new(0, "rule", rule.Name, BlockBinder.Parallel, action, rule.Map.Span);
    }

    private ImmutableArray<StepPlan> Branch(BoundaryRule rule, BoundaryPair pair)
    {
        DocumentNode.Mapping step = BoundaryNodes.Step(rule.Map, BoundaryRule.OwnKeys, ("name", BoundaryNodes.Text(pair.Name, rule.Map.Span)), pair.Who, ("expect", pair.Expect));
        ImmutableArray<StepPlan> bound = rule.IsFresh && given is not null
            ? lists.Bind(new([.. BoundaryNodes.Again(given), step], rule.Map.Span), before).Steps
            : lists.Bind(new([step], rule.Map.Span), ready).Steps;
        return bound.IsEmpty || pair.Attack is null ? bound : bound.SetItem(bound.Length - 1, bound[^1] with { Attack = pair.Attack });
    }
}
