using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Expectations;

namespace Seatrial.Project.Flows;

/// <summary>What a step waits for: a deadline, never a count.</summary>
/// <param name="Within">The deadline.</param>
/// <param name="EveryAtLeast">The first pause between two tries.</param>
/// <param name="EveryAtMost">The longest pause.</param>
/// <param name="Expect">What ends the waiting when all of it holds.</param>
/// <param name="StopOn">What ends the waiting at once, as failed; empty for nothing.</param>
/// <param name="Span">Where it was written.</param>
public sealed record UntilPlan(
    TimeSpan Within,
    TimeSpan EveryAtLeast,
    TimeSpan EveryAtMost,
    ImmutableArray<ExpectationPlan> Expect,
    ImmutableArray<ExpectationPlan> StopOn,
    SourceSpan Span);
