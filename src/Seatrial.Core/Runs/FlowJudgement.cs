using Seatrial.Core.Flows;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Runs;

/// <summary>What a verdict says of one flow.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Outcome">How it ended, after confirmation.</param>
/// <param name="IsFlaky">Whether it failed and then passed on the same versions.</param>
/// <param name="IsCritical">Whether it counts for the verdict.</param>
/// <param name="Cause">Whose a failure is; null when it did not fail.</param>
/// <param name="Reason">Why that cause; null when it did not fail.</param>
public sealed record FlowJudgement(
    string FlowId,
    FlowOutcome Outcome,
    bool IsFlaky,
    bool IsCritical,
    Cause? Cause,
    string? Reason)
{
    /// <summary>Whether evidence is missing that the cause would need; the verdict is then inconclusive.</summary>
    public bool IsEvidenceMissing { get; init; }

    /// <summary>The flow's content hash: judgements are comparable while it is equal.</summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>How long its last attempt took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The failure it was judged by, or null.</summary>
    public StepFailure? Failure { get; init; }
}
