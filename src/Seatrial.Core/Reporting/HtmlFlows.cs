using Seatrial.Core.Flows;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Reporting;

/// <summary>The flows: each with its attempts, steps, checks, exchanges and traces.</summary>
internal sealed class HtmlFlows(HtmlWriter html, RunReport report, IReadOnlyDictionary<string, TraceSignals> traces)
{
    public void WriteFlowStart(FlowReport flow, bool isInFull)
    {
        string outcome = ReportText.Name(flow.Outcome);
        bool isOpen = flow.Outcome is FlowOutcome.Failed or FlowOutcome.Inconclusive;
        html.Write($"""<details class="flow {outcome}" id="flow-{flow.Header.Id}"{(isOpen ? " open" : "")}><summary><span class="dot {outcome}" role="img" aria-label="{outcome}"></span><b>{flow.Header.Name}</b> <code class="soft">{flow.Header.Id}</code>""");
        if (flow.IsFlaky)
        {
            html.Write($"""<span class="tag doubt">flaky: {flow.Attempts.Length} attempts</span>""");
        }

        if (!flow.Header.IsCritical)
        {
            html.Write("""<span class="tag">not critical</span>""");
        }

        if (flow.Judgement?.Cause is { } cause)
        {
            html.Write($"""<span class="tag bad">{ReportText.Name(cause)}</span>""");
        }

        html.Write($"""<span class="n">{(flow.Attempts.IsEmpty ? "" : ReportText.Duration(flow.Duration))}</span></summary><div class="body">{"\n"}""");
        WriteMeaning(flow);
        WriteFailure(flow);
        if (flow.Last?.Result?.Load is { } load)
        {
            HtmlLoad.Write(html, load);
        }

        if (!isInFull)
        {
            html.Write("""<p class="soft">Its steps are in the JSON report.</p>""");
        }
    }

    public void WriteFlowEnd() => html.Write("</div></details>\n");

    public void WriteAttemptStart(FlowReport flow, AttemptReport attempt)
    {
        if (flow.Attempts.Length > 1)
        {
            string kind = attempt.IsConfirmation ? "confirmation, fresh data" : attempt.IsAbandoned ? "abandoned with its process" : "first";
            string outcome = attempt.Result is { } result ? ReportText.Name(result.Outcome) : "no result";
            html.Write($"""<h4>Attempt {attempt.Number} <small>{kind} · {outcome} · {ReportText.Duration(attempt.Duration)}</small></h4>""");
        }

        html.Write("<ol class=\"steps\">\n");
    }

    public void WriteAttemptEnd() => html.Write("</ol>\n");

    /// <summary>The step down to its failure; what shows why comes next.</summary>
    public void WriteStepStart(StepReport step)
    {
        StepRecord record = step.Record;
        WriteStepStart(record);
        if (record.Failure is { } failure)
        {
            html.Write($"""<pre class="why" tabindex="0">{failure.Message}</pre><p class="soft">{ReportText.Name(failure.Kind)} at <code>{failure.Span.ToString()}</code></p>""");
        }

    }

    public void WriteStepEnd(StepReport step, StepExchange? exchange)
    {
        StepRecord record = step.Record;
        if (HtmlBoundary.Is(record))
        {
            HtmlBoundary.Write(html, record);
        }

        WriteChecks(record);
        foreach (StepRecord inner in record.Inner)
        {
            html.Write("<ol class=\"steps inner\">");
            StepReport within = new(inner, null);
            WriteStepStart(within);
            WriteStepEnd(within, null);
            html.Write("</ol>");
        }

        if (exchange is not null)
        {
            HtmlExchange.Write(html, exchange);
        }

        WriteTrace(record);
        html.Write("</details></li>\n");
    }

    private void WriteStepStart(StepRecord record)
    {
        string outcome = ReportText.Name(record.Outcome);
        bool isOpen = record.Outcome == StepOutcome.Failed;
        html.Write($"""<li><details class="step"{(isOpen ? " open" : "")}><summary><span class="dot {outcome}" role="img" aria-label="{outcome}"></span><span class="sname">{record.Name}</span> <code class="act">{record.Verb} {record.Summary}</code>""");
        if (record.Tries > 1)
        {
            html.Write($"""<span class="tag">{record.Tries} tries</span>""");
        }

        if (record.NetworkRetries > 0)
        {
            html.Write($"""<span class="tag doubt">{record.NetworkRetries} network retries</span>""");
        }

        if (record.LimitWait > TimeSpan.FromMilliseconds(1))
        {
            html.Write($"""<span class="tag">waited {ReportText.Duration(record.LimitWait)} for the limit{(record.PoliteRetries > 0 ? ", asked again" : "")}</span>""");
        }

        html.Write($"""<span class="n">{(record.Outcome == StepOutcome.Skipped ? "" : ReportText.Duration(record.Duration))}</span></summary>""");
    }

    private void WriteMeaning(FlowReport flow)
    {
        if (flow.Header.Why is { } why)
        {
            html.Write($"""<p class="soft">{why}</p>""");
        }

        if (flow.Header.Owner is not null || flow.Header.Runbook is not null)
        {
            html.Write($"""<p class="soft">{(flow.Header.Owner is null ? "" : $"Owner {flow.Header.Owner}. ")}{(flow.Header.Runbook is null ? "" : $"Runbook {flow.Header.Runbook}")}</p>""");
        }

        if (flow.SkippedBecause is { } reason)
        {
            html.Write($"<p>{reason}</p>");
        }
    }

    private void WriteFailure(FlowReport flow)
    {
        if (flow.Failure is not { } failure)
        {
            return;
        }

        html.Write($"""<div class="failure"><b>{failure.StepName}</b><p>{failure.Message}</p><p class="soft"><code>{failure.Span.ToString()}</code> {flow.Judgement?.Reason}</p></div>""");
        WriteCopy("Run it again", ReportText.Rerun(report.Request, [flow.Header.Id]));
    }

    private void WriteCopy(string label, string line) =>
        html.Write($"""<div class="copy"><span>{label}</span><code>{line}</code><button type="button" data-copy hidden>Copy</button></div>{"\n"}""");

    private void WriteChecks(StepRecord record)
    {
        if (record.Checks.IsDefaultOrEmpty)
        {
            return;
        }

        html.Write("""<table class="checks"><thead><tr><th scope="col"></th><th scope="col">Check</th><th scope="col">Expected</th><th scope="col">Actual</th></tr></thead><tbody>""");
        foreach (CheckRecord check in record.Checks)
        {
            string outcome = check.Passed ? "passed" : "failed";
            html.Write($"""<tr class="{outcome}"><td><span class="dot {outcome}" role="img" aria-label="{outcome}"></span></td><th scope="row"><code>{check.Subject}</code></th><td>{check.Expected}</td><td><code>{check.Actual}</code></td></tr>""");
            if (check.Message is { } message)
            {
                html.Write($"""<tr class="{outcome}"><td></td><td colspan="3" class="soft">{message}</td></tr>""");
            }
        }

        html.Write("</tbody></table>");
    }

    private void WriteTrace(StepRecord record)
    {
        if (record.TraceId is not { } traceId)
        {
            return;
        }

        if (traces.TryGetValue(traceId, out TraceSignals? trace) && !(trace.Spans.IsEmpty && trace.Logs.IsEmpty))
        {
            HtmlTrace.Write(html, trace);
        }
        else
        {
            html.Write($"""<p class="soft trace">Trace <code>{traceId}</code></p>""");
        }
    }
}
