using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>What was done about the verdict, and whether it helped.</summary>
internal static class HtmlRemedy
{
    public static void Write(HtmlWriter html, RunReport report)
    {
        RunState state = report.State;
        if (state.Decision is not { } decision || (decision.Kind is null && state.Verdict is Verdicts.Verdict.Passed))
        {
            return;
        }

        html.Write($"""<section aria-labelledby="remedy"><h2 id="remedy">Remedy</h2><ol class="story"><li class="{(decision.Kind is null ? "" : "done")}"><b>{Decided(decision)}</b><p>{decision.Reason}</p></li>""");
        if (state.RemedyOutcome is { } outcome)
        {
            html.Write($"""<li class="{(outcome is RemedyOutcome.Applied ? "good" : "bad")}"><b>{Ended(outcome)}</b><p>{outcome.Detail}</p></li>""");
        }

        if (state.ChildRunId is { } child)
        {
            string tone = state.ChildVerdict is Verdicts.Verdict.Passed ? "good" : "bad";
            string verdict = state.ChildVerdict?.Name ?? (state.IsChildClosed ? "closed without a verdict" : "under way");
            html.Write($"""<li class="{tone}"><b>Verification {verdict}</b><p>{state.ChildVerdict?.Reason} <span class="soft">Run <code>{child}</code></span></p></li>""");
        }

        if (state.Notice is { } notice)
        {
            html.Write($"""<li class="{(state.NoticeError is null ? "done" : "bad")}"><b>{(state.NoticeError is null ? "People were told" : "People could not be told")}</b><p>{state.NoticeError ?? notice.Text}</p></li>""");
        }

        html.Write("</ol></section>\n");
    }

    private static string Decided(RemedyDecision decision) => decision switch
    {
        { Kind: null } => "No remedy",
        { Kind: RemedyKind.Hold } => "Hold: a person decides",
        { Mode: RunMode.Shadow, Kind: { } kind } => $"Would {Verb(kind)} (shadow mode: decided, not done)",
        { Kind: { } kind } => $"Decided to {Verb(kind)} with {decision.Adapter}",
    };

    private static string Verb(RemedyKind kind) => kind switch
    {
        RemedyKind.Flag => "turn the flag off",
        RemedyKind.Shift => "shift traffic",
        RemedyKind.Rollback => "roll back",
        _ => "hold",
    };

    private static string Ended(RemedyOutcome outcome) => outcome switch
    {
        RemedyOutcome.Applied => "Applied, and the world shows it",
        RemedyOutcome.Refused => "Refused: it did not act",
        RemedyOutcome.Failed => "Failed",
        _ => "In doubt: a person must look",
    };
}
