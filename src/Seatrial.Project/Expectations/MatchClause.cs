using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Expectations;

/// <summary>One operator and its operand.</summary>
/// <param name="Operator">What is asked.</param>
/// <param name="Operand">The operand; null when <paramref name="Nested"/> or <see cref="Schema"/> is it.</param>
/// <param name="Nested">The nested matcher of <c>not</c>, <c>count</c>, <c>each</c>, <c>any</c>; otherwise null.</param>
/// <param name="Span">Where it was written.</param>
public sealed record MatchClause(MatchOperator Operator, IBoundValue? Operand, MatcherPlan? Nested, SourceSpan Span)
{
    /// <summary>How far from the operand <c>closeTo</c> still holds; null for none.</summary>
    public IBoundValue? Tolerance { get; init; }

    /// <summary>The expression of <c>matches</c> when it holds no <c>{{ }}</c>; compiled once.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>The schema of <c>schema</c>.</summary>
    public SchemaPlan? Schema { get; init; }
}
