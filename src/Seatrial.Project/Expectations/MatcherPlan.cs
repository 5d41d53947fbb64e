using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Expectations;

/// <summary>What is asked of a value: every clause must hold.</summary>
/// <param name="Clauses">The clauses, at least one.</param>
/// <param name="Span">Where it was written.</param>
public sealed record MatcherPlan(ImmutableArray<MatchClause> Clauses, SourceSpan Span)
{
    /// <summary>The names its operands read, those of nested matchers included.</summary>
    public IEnumerable<string> Names => Clauses.SelectMany(static clause =>
        (clause.Operand?.Names ?? []).Concat(clause.Tolerance?.Names ?? []).Concat(clause.Nested?.Names ?? []));
}
