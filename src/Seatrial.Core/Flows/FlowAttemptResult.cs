using System.Collections.Immutable;
using Seatrial.Core.Load;

namespace Seatrial.Core.Flows;

/// <summary>How an attempt ended.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long the steps took, cleanups excepted.</param>
/// <param name="Failure">The first failure, unless it passed.</param>
/// <param name="TraceIds">The trace of each step in order, up to the last that ran; empty text for a step that was skipped.</param>
public sealed record FlowAttemptResult(
    FlowOutcome Outcome,
    TimeSpan Duration,
    StepFailure? Failure,
    ImmutableArray<string> TraceIds)
{
    /// <summary>Whether any service answered any request of it: the sign that it was reached at all.</summary>
    public bool AnyAnswer { get; init; }

    /// <summary>What came of it under load; null for a flow that is run once.</summary>
    public LoadReport? Load { get; init; }
}
