using Seatrial.Core.Deployments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Reporting;

/// <summary>The top of the page: the verdict, its cause, what was deployed, and how to run it again.</summary>
internal static class HtmlBanner
{
    public static void Write(HtmlWriter html, RunReport report)
    {
        RunState state = report.State;
        string tone = Tone(state);
        html.Write($"""<section class="banner {tone}" aria-label="Verdict">{"\n"}<p class="kicker">{Kicker(report)}</p>{"\n"}<h1>{Title(state)}""");
        if (state.Verdict?.CauseOrNull is { } cause && state.Ending is null or RunEnding.Verdict)
        {
            html.Write($""" <span class="cause">cause: {ReportText.Name(cause)}</span>""");
        }

        html.Write($"""</h1>{"\n"}<p class="reason">{Reason(state)}</p>{"\n"}""");
        WriteChips(html, report);
        WriteDeployed(html, report.Request.Deployment);
        html.Write("</section>\n");
    }

    private static string Tone(RunState state) => state switch
    {
        { Ending: not null and not RunEnding.Verdict } => "quiet",
        { Verdict: Verdict.Passed } => "pass",
        { Verdict: Verdict.Failed } when state.IsRemedyVerified => "fail mended",
        { Verdict: Verdict.Failed } => "fail",
        { Verdict: Verdict.Inconclusive } => "warn",
        _ => "quiet",
    };

    private static string Title(RunState state) => state switch
    {
        { Ending: RunEnding.Void } => "Void",
        { Ending: RunEnding.Superseded } => "Superseded",
        { Ending: RunEnding.Cancelled } => "Cancelled",
        { Verdict: Verdict.Passed } => "Passed",
        { Verdict: Verdict.Failed } => "Failed",
        { Verdict: Verdict.Inconclusive } => "Inconclusive",
        _ => "Not finished",
    };

    private static string Reason(RunState state) =>
        state.Ending is null or RunEnding.Verdict
            ? state.Verdict?.Reason ?? "This run has no verdict yet."
            : state.EndRequested?.Reason ?? state.Reattested?.Detail ?? "It ended without a verdict.";

    private static string Kicker(RunReport report)
    {
        string at = report.Start.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
        string trigger = report.Request.Trigger switch
        {
            RunTrigger.Deployment => "Started by a deployment",
            RunTrigger.Remedy => $"Verifies the remedy of {report.Request.ParentRunId}",
            _ => "Started on demand",
        };
        return $"{trigger} · {at}";
    }

    private static void WriteChips(HtmlWriter html, RunReport report)
    {
        html.Write("<ul class=\"chips\">");
        html.Write($"<li><b>{report.Count(FlowOutcome.Passed, FlowOutcome.PassedDegraded)}</b> passed</li>");
        Chip(html, report.Count(FlowOutcome.Failed), "failed", "bad");
        Chip(html, report.Count(FlowOutcome.Inconclusive), "inconclusive", "doubt");
        Chip(html, report.Count(FlowOutcome.Skipped), "skipped", "");
        Chip(html, report.Flows.Count(flow => flow.IsFlaky), "flaky", "doubt");
        if (report.DetectedAfter is { } detected)
        {
            html.Write($"<li>verdict after <b>{ReportText.Duration(detected)}</b></li>");
        }

        if (report.State.RemedyOutcome is { } outcome)
        {
            string word = outcome is RemedyOutcome.Applied && report.State.IsRemedyVerified ? "applied and verified" : ReportText.Name(outcome);
            html.Write($"<li>{ReportText.Name(report.State.Remedy?.Kind ?? RemedyKind.Rollback)} <b>{word}</b></li>");
        }

        if (report.RecoveredAfter is { } recovered)
        {
            html.Write($"<li>recovered after <b>{ReportText.Duration(recovered)}</b></li>");
        }

        html.Write("</ul>\n");
    }

    private static void Chip(HtmlWriter html, int count, string word, string tone)
    {
        if (count > 0)
        {
            html.Write($"""<li class="{tone}"><b>{count}</b> {word}</li>""");
        }
    }

    private static void WriteDeployed(HtmlWriter html, Deployment? deployment)
    {
        if (deployment is null)
        {
            return;
        }

        html.Write("<dl class=\"deployed\"><dt>Deployed</dt>");
        foreach (DeployedService service in deployment.Services)
        {
            html.Write($"<dd><b>{service.Name}</b> ");
            if (service.PreviousVersion is { } previous)
            {
                html.Write($"<code>{previous}</code> → ");
            }

            html.Write($"<code>{service.Version}</code></dd>");
        }

        html.Write($"""<dd class="soft">{deployment.Revision} {(deployment.Actor is null ? "" : $"by {deployment.Actor}")} via {deployment.Source}</dd></dl>""");
        html.Write("\n");
    }
}
