using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Expectations;

namespace Seatrial.Flows.Tracing;

/// <summary>Which spans or log records are looked at, and what is expected of them.</summary>
/// <param name="IsLog">Whether it is about log records.</param>
/// <param name="Selector">Which ones.</param>
/// <param name="Count">What is expected of their number; empty: at least one.</param>
/// <param name="Expect">What is expected of each.</param>
/// <param name="Step">The id of the step whose trace is looked at; null: those of all earlier steps.</param>
/// <param name="Span">Where it was written.</param>
internal sealed record TraceClause(
    bool IsLog,
    TraceSelector Selector,
    ImmutableArray<ExpectationPlan> Count,
    ImmutableArray<ExpectationPlan> Expect,
    string? Step,
    SourceSpan Span)
{
    /// <summary>Such as <c>span payments POST /charges</c>.</summary>
    public string Text => $"{(IsLog ? "log" : "span")} {Selector.Text}";

    public IEnumerable<string> Names => Selector.Names.Concat(VerbExpectations.NamesOf(Count)).Concat(VerbExpectations.NamesOf(Expect));
}
