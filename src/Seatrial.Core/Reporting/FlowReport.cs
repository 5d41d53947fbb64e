using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>A flow as reports show it.</summary>
/// <param name="Header">The flow.</param>
public sealed record FlowReport(FlowHeader Header)
{
    /// <summary>What the verdict says of it; null before.</summary>
    public FlowJudgement? Judgement { get; init; }

    /// <summary>Why it did not run; null when it did.</summary>
    public string? SkippedBecause { get; init; }

    /// <summary>Its attempts, in order.</summary>
    public ImmutableArray<AttemptReport> Attempts { get; init; } = [];

    /// <summary>The attempt that speaks for it: the last one that ended; null when none did.</summary>
    public AttemptReport? Last => Attempts.LastOrDefault(attempt => attempt.Result is not null);

    /// <summary>How it ended, after confirmation.</summary>
    public FlowOutcome Outcome =>
        Judgement?.Outcome ?? Last?.Result?.Outcome ?? (Attempts.IsEmpty ? FlowOutcome.Skipped : FlowOutcome.Inconclusive);

    /// <summary>Whether it failed and then passed on the same versions.</summary>
    public bool IsFlaky => Judgement?.IsFlaky ?? false;

    /// <summary>The failure it was judged by, or null.</summary>
    public StepFailure? Failure => Outcome is FlowOutcome.Failed or FlowOutcome.Inconclusive
        ? Judgement?.Failure ?? Last?.Result?.Failure
        : null;

    /// <summary>How long the attempt that speaks for it took.</summary>
    public TimeSpan Duration => Last?.Duration ?? TimeSpan.Zero;
}
