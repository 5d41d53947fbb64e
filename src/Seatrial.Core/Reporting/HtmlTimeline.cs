using Seatrial.Core.Flows;

namespace Seatrial.Core.Reporting;

/// <summary>When what happened: the stages of the run, then each flow with its attempts and steps.</summary>
internal static class HtmlTimeline
{
    /// <summary>Beyond this a chart no longer helps anyone.</summary>
    private const int MostRows = 120;

    public static async ValueTask WriteAsync(HtmlWriter html, RunReport report, CancellationToken cancellationToken)
    {
        TimeSpan whole = report.End - report.Start;
        if (report.Stages.IsEmpty || whole <= TimeSpan.Zero)
        {
            return;
        }

        html.Write("<section aria-labelledby=\"timeline\"><h2 id=\"timeline\">Timeline</h2>\n<div class=\"gantt\">");
        html.Write("<div class=\"g axis\" aria-hidden=\"true\"><span></span><span class=\"ticks\">");
        for (int quarter = 0; quarter <= 4; quarter++)
        {
            html.Write($"<i>{ReportText.Duration(whole * quarter / 4)}</i>");
        }

        html.Write("</span><span></span></div>\n");
        foreach (ReportStage stage in report.Stages)
        {
            html.Write($"""<div class="g"><span class="l">{stage.Name}</span><svg class="track" role="img" aria-label="{stage.Name}: from {At(report, stage.Start)}, {ReportText.Duration(stage.End - stage.Start)}">""");
            Bar(html, report, stage.Start, stage.End, "stage", $"{stage.Name} {stage.Detail}");
            html.Write($"""</svg><span class="n">{ReportText.Duration(stage.End - stage.Start)}</span></div>{"\n"}""");
        }

        html.Write("<div class=\"g rule\"></div>\n");
        FlowDetails details = report.OpenDetails();
        foreach (FlowReport flow in report.Flows.Where(flow => !flow.Attempts.IsEmpty).Take(MostRows))
        {
            WriteFlow(html, report, await details.OfAsync(flow, cancellationToken));
        }

        html.Write("</div>");
        int left = report.Flows.Count(flow => !flow.Attempts.IsEmpty) - MostRows;
        if (left > 0)
        {
            html.Write($"""<p class="soft">{left} more flows are listed below.</p>""");
        }

        html.Write("</section>\n");
    }

    private static void WriteFlow(HtmlWriter html, RunReport report, FlowReport flow)
    {
        AttemptReport first = flow.Attempts[0];
        string outcome = ReportText.Name(flow.Outcome);
        html.Write($"""<div class="g"><span class="l" title="{flow.Header.Id}">{flow.Header.Name}</span><svg class="track" role="img" aria-label="{flow.Header.Name}: {outcome}, from {At(report, first.StartedAt)}, {flow.Attempts.Length} attempts">""");
        foreach (AttemptReport attempt in flow.Attempts)
        {
            DateTimeOffset end = attempt.StartedAt + attempt.Duration;
            string kind = attempt.IsAbandoned ? "abandoned" : "attempt";
            Bar(html, report, attempt.StartedAt, end, kind, $"attempt {attempt.Number}");
            foreach (StepReport step in attempt.Steps)
            {
                if (step.Record.Outcome != StepOutcome.Skipped)
                {
                    string text = $"{step.Record.Name}: {ReportText.Name(step.Record.Outcome)}, {ReportText.Duration(step.Record.Duration)}";
                    Bar(html, report, step.Record.StartedAt, step.Record.StartedAt + step.Record.Duration, ReportText.Name(step.Record.Outcome), text);
                }
            }
        }

        html.Write($"""</svg><span class="n">{ReportText.Duration(flow.Duration)}</span></div>{"\n"}""");
    }

    private static void Bar(HtmlWriter html, RunReport report, DateTimeOffset start, DateTimeOffset end, string tone, string text)
    {
        double whole = (report.End - report.Start).TotalMilliseconds;
        double x = Math.Clamp((start - report.Start).TotalMilliseconds / whole * 100, 0, 99.5);
        double width = Math.Clamp((end - start).TotalMilliseconds / whole * 100, 0.3, 100 - x);
        html.Write($"""<rect class="{tone}" x="{x:0.###}%" width="{width:0.###}%" y="3" height="12" rx="2"><title>{text}</title></rect>""");
    }

    private static string At(RunReport report, DateTimeOffset time) => $"{ReportText.Duration(time - report.Start)} in";
}
