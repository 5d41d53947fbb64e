using Seatrial.Core.Flows;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>The end of the page: cleanups, telemetry, settling, and how to run all of it again.</summary>
internal static class HtmlFacts
{
    public static void Write(HtmlWriter html, RunReport report)
    {
        WriteCleanups(html, report.State);
        html.Write("""<section aria-labelledby="facts"><h2 id="facts">Of this run</h2><dl class="facts">""");
        WriteTelemetry(html, report.State.Signals?.Health);
        if (report.State.Settled is { } settled)
        {
            Fact(html, "Settled", $"{ReportText.Name(settled.Outcome)} after {ReportText.Duration(settled.Elapsed)}. {settled.Detail}");
            Fact(html, "Versions", settled.Versions.Fingerprint);
        }

        if (report.State.Reattested is { } again)
        {
            Fact(html, "Checked again", again.IsUnchanged ? "What was judged is what runs." : $"It changed: {again.Detail}");
        }

        Fact(html, "Project", $"{report.Request.Project} at {report.Request.ProjectHash}");
        Fact(html, "Took", ReportText.Duration(report.End - report.Start));
        html.Write("</dl>");
        html.Write($"""<div class="copy"><span>Run all again</span><code>{ReportText.Rerun(report.Request, [])}</code><button type="button" data-copy hidden>Copy</button></div></section>{"\n"}""");
    }

    private static void WriteTelemetry(HtmlWriter html, TelemetryHealth? health)
    {
        if (health is null)
        {
            Fact(html, "Telemetry", "Not read.");
            return;
        }

        string text = health.Completeness switch
        {
            SignalCompleteness.NotCollected => "Not collected: no intake listens on this run's path. Nothing was judged by it.",
            SignalCompleteness.Absent => $"None came within {ReportText.Duration(health.Waited)}. Its absence decided nothing.",
            _ => $"{ReportText.Name(health.Completeness)}: {health.CompleteTraces} of {health.Traces} traces complete, {health.Spans} spans, {health.Logs} logs from {string.Join(", ", health.Services)}; waited {ReportText.Duration(health.Waited)}.",
        };
        Fact(html, "Telemetry", text);
    }

    private static void WriteCleanups(HtmlWriter html, RunState state)
    {
        if (state.Cleanups.IsEmpty)
        {
            return;
        }

        int clean = state.Cleanups.Values.Count(c => c.Result?.Outcome is CleanupOutcome.Done or CleanupOutcome.NotNeeded);
        string tone = clean == state.Cleanups.Count ? "" : " open";
        html.Write($"""<section aria-labelledby="cleanups"><h2 id="cleanups">Cleanups <small>{clean} of {state.Cleanups.Count} settled</small></h2><details class="plain"{tone}><summary>What was made, and what became of it</summary><table class="checks"><tbody>""");
        foreach (CleanupState cleanup in state.Cleanups.Values.OrderBy(cleanup => cleanup.Order))
        {
            bool isLeft = cleanup.Result?.Outcome is not (CleanupOutcome.Done or CleanupOutcome.NotNeeded);
            html.Write($"""<tr class="{(isLeft ? "failed" : "passed")}"><td><span class="dot {(isLeft ? "failed" : "passed")}"></span></td><td>{ReportText.Name(cleanup.Result?.Outcome)}</td><td><code>{cleanup.Registration.Summary}</code></td><td class="soft">{cleanup.Registration.FlowId} attempt {cleanup.Registration.Attempt}. {cleanup.Result?.Detail}</td></tr>""");
        }

        html.Write("</tbody></table></details></section>\n");
    }

    private static void Fact(HtmlWriter html, string name, string text) => html.Write($"<dt>{name}</dt><dd>{text}</dd>");
}
