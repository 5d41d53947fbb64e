using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Expectations;

/// <summary>A clause whose operand has its value: drawn once, so that what is compared is what is shown.</summary>
/// <param name="Plan">The clause as written.</param>
/// <param name="Operand">Its operand; not existing when it has none.</param>
/// <param name="Tolerance">Its tolerance; not existing when it has none.</param>
/// <param name="Nested">The nested clauses; empty when it has none.</param>
internal sealed record BoundClause(MatchClause Plan, FlowValue Operand, FlowValue Tolerance, ImmutableArray<BoundClause> Nested)
{
    public MatchOperator Operator => Plan.Operator;

    public bool HasSecret => Operand.IsSecret || Tolerance.IsSecret || Nested.Any(n => n.HasSecret);

    /// <summary>Whether it asks only whether something is there; such a question has an answer for what is missing.</summary>
    public bool AsksForExistence => Operator == MatchOperator.Exists
        || (Operator == MatchOperator.Not && Nested.All(n => n.AsksForExistence));

    public static ImmutableArray<BoundClause> Of(MatcherPlan matcher, IFlowScope scope)
    {
        ImmutableArray<BoundClause>.Builder bound = ImmutableArray.CreateBuilder<BoundClause>(matcher.Clauses.Length);
        foreach (MatchClause clause in matcher.Clauses)
        {
            bound.Add(Of(clause, scope));
        }

        return bound.MoveToImmutable();
    }

    private static BoundClause Of(MatchClause clause, IFlowScope scope) => new(
        clause,
        clause.Operand?.Evaluate(scope) ?? default,
        clause.Tolerance?.Evaluate(scope) ?? default,
        clause.Nested is null ? [] : Of(clause.Nested, scope));
}
