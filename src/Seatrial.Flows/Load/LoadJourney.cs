using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Load;

/// <summary>One journey of a load, as it ended.</summary>
/// <param name="Number">From 1, in the order they began.</param>
/// <param name="Lateness">How much later than due it began.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Steps">Its steps with what they last sent and received.</param>
internal sealed record LoadJourney(int Number, TimeSpan Lateness, FlowAttemptResult Result, ImmutableArray<(StepRecord Record, StepExchange? Exchange)> Steps)
{
    /// <summary>How long it took since it was due.</summary>
    public TimeSpan Duration => Lateness + Result.Duration;

    /// <summary>Whether its failure says at least how long it would have taken: others end before their time.</summary>
    public bool IsMeasured => Result.Outcome != FlowOutcome.Skipped && Result.Failure?.Kind is (null or FailureKind.Deadline);
}
