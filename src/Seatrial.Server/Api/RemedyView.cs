using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Server.Api;

/// <summary>What was done about a verdict.</summary>
/// <param name="Decision">What was decided, and why.</param>
/// <param name="Request">What was asked for; null when nothing was.</param>
/// <param name="Outcome">How it ended; null while it is unknown.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="ChildRunId">The run that verifies it, or null.</param>
/// <param name="ChildVerdict">That run's verdict, or null.</param>
/// <param name="IsVerified">Whether it was applied and the child passed.</param>
internal sealed record RemedyView(
    RemedyDecision Decision,
    RemedyRequest? Request,
    RemedyOutcome? Outcome,
    DateTimeOffset? EndedAt,
    string? ChildRunId,
    Verdict? ChildVerdict,
    bool IsVerified)
{
    public static RemedyView? Of(RunState run) => run.Decision is null
        ? null
        : new RemedyView(
            run.Decision,
            run.Remedy,
            run.RemedyOutcome,
            run.RemedyEndedAt,
            run.ChildRunId,
            run.ChildVerdict,
            run.IsRemedyVerified);
}
