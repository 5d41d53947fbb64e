using System.Globalization;
using System.Text;
using System.Xml;
using Seatrial.Core.Flows;
using Seatrial.Core.Load;
using Seatrial.Core.Runs;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Reporting;

/// <summary>Writes a run as JUnit XML: a suite per run, a test case per flow.</summary>
/// <remarks>
/// There is no official schema; this keeps to the elements the large consumers read. An expectation that did not hold
/// is a <c>failure</c>, everything unexpected an <c>error</c>. A verdict that no flow explains (a version that never
/// came up, a run that was cancelled) is a test case of its own, so that no consumer shows such a run as green.
/// </remarks>
internal sealed class JUnitReport : IReportWriter
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, Async = true };

    private const int DrainAt = 16 * 1024;

    private readonly RunReport _report;
    private readonly StreamWriter _output;
    private readonly StringBuilder _buffer = new();
    private readonly XmlWriter _xml;
    private readonly bool _isUnexplained;

    public JUnitReport(RunReport report, Stream stream)
    {
        _report = report;
        _output = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), DrainAt, leaveOpen: true);
        _xml = XmlWriter.Create(_buffer, Settings);
        _isUnexplained = IsUnexplained(report);
    }

    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        await _output.WriteAsync("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".AsMemory(), cancellationToken);
        WriteBeginning(_xml, _report, _isUnexplained);
    }

    public ValueTask WriteAsync(FlowReport flow, CancellationToken cancellationToken)
    {
        WriteFlow(_xml, _report, flow);
        return _buffer.Length < DrainAt ? ValueTask.CompletedTask : DrainAsync(cancellationToken);
    }

    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        WriteEnd(_xml, _report, _isUnexplained);
        await DrainAsync(cancellationToken);
        await _output.WriteAsync("\n".AsMemory(), cancellationToken);
        await _output.FlushAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _xml.DisposeAsync();
        await _output.DisposeAsync();
    }

    private static void WriteBeginning(XmlWriter xml, RunReport report, bool isUnexplained)
    {
        xml.WriteStartElement("testsuites");
        WriteTotals(xml, report, isUnexplained);
        xml.WriteStartElement("testsuite");
        WriteTotals(xml, report, isUnexplained);
        Attribute(xml, "timestamp", report.Start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        Attribute(xml, "hostname", report.Request.Environment);
        WriteProperties(xml, report);
    }

    private static void WriteEnd(XmlWriter xml, RunReport report, bool isUnexplained)
    {
        if (isUnexplained)
        {
            WriteUnexplained(xml, report);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        await _xml.FlushAsync();
        await _output.WriteAsync(_buffer, cancellationToken);
        _buffer.Clear();
    }

    private static bool IsUnexplained(RunReport report) =>
        report.State.Ending is not null
        && !(report.State.Ending == RunEnding.Verdict && report.State.Verdict is Verdict.Passed)
        && report.Count(FlowOutcome.Failed, FlowOutcome.Inconclusive) == 0;

    private static void WriteTotals(XmlWriter xml, RunReport report, bool isUnexplained)
    {
        int failures = report.Flows.Count(flow => flow.Failure is { } failure && IsFailure(failure));
        int red = report.Count(FlowOutcome.Failed, FlowOutcome.Inconclusive);
        Attribute(xml, "name", $"{report.Request.Project} in {report.Request.Environment}");
        Attribute(xml, "tests", Number(report.Flows.Length + (isUnexplained ? 1 : 0)));
        Attribute(xml, "failures", Number(failures));
        Attribute(xml, "errors", Number(red - failures + (isUnexplained ? 1 : 0)));
        Attribute(xml, "skipped", Number(report.Count(FlowOutcome.Skipped)));
        Attribute(xml, "time", Seconds(report.End - report.Start));
    }

    private static void WriteProperties(XmlWriter xml, RunReport report)
    {
        xml.WriteStartElement("properties");
        Property(xml, "run", report.Request.RunId);
        Property(xml, "project", report.Request.Project);
        Property(xml, "projectHash", report.Request.ProjectHash);
        Property(xml, "environment", report.Request.Environment);
        Property(xml, "trigger", ReportText.Name(report.Request.Trigger));
        Property(xml, "parentRun", report.Request.ParentRunId);
        Property(xml, "deployment", report.Request.Deployment?.Id);
        foreach (Deployments.DeployedService service in report.Request.Deployment?.Services ?? [])
        {
            Property(xml, "deployed", ReportText.Name(service));
        }

        Property(xml, "ending", ReportText.Name(report.State.Ending));
        Property(xml, "verdict", report.State.Verdict?.Name);
        Property(xml, "cause", report.State.Verdict?.CauseOrNull is { } cause ? ReportText.Name(cause) : null);
        Property(xml, "reason", report.State.Verdict?.Reason);
        foreach (Suspect suspect in report.State.Suspects)
        {
            Property(xml, "suspect", suspect.Version is null ? suspect.Service : $"{suspect.Service} {suspect.Version}");
        }

        Property(xml, "remedy", report.State.Decision?.Kind is { } kind ? ReportText.Name(kind) : null);
        Property(xml, "remedyOutcome", ReportText.Name(report.State.RemedyOutcome));
        Property(xml, "remedyVerified", report.State.Remedy is null ? null : report.State.IsRemedyVerified ? "true" : "false");
        xml.WriteEndElement();
    }

    private static void WriteFlow(XmlWriter xml, RunReport report, FlowReport flow)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "name", flow.Header.Name);
        Attribute(xml, "classname", $"{report.Request.Project}.{flow.Header.Id.Replace('/', '.')}");
        Attribute(xml, "time", Seconds(flow.Duration));
        Attribute(xml, "assertions", Number(flow.Last?.Steps.Sum(step => step.Record.Checks.Length) ?? 0));
        Attribute(xml, "file", flow.Failure?.Span.File ?? flow.Header.File);
        Attribute(xml, "line", flow.Failure is { Span.Line: > 0 } at ? Number(at.Span.Line) : null);
        WriteFlowProperties(xml, report, flow);
        WriteResult(xml, flow);
        WriteElement(xml, "system-out", JUnitOutput.Of(report, flow));
        xml.WriteEndElement();
    }

    private static void WriteFlowProperties(XmlWriter xml, RunReport report, FlowReport flow)
    {
        xml.WriteStartElement("properties");
        Property(xml, "flow", flow.Header.Id);
        Property(xml, "outcome", ReportText.Name(flow.Outcome));
        Property(xml, "critical", flow.Header.IsCritical ? "true" : "false");
        Property(xml, "owner", flow.Header.Owner);
        Property(xml, "runbook", flow.Header.Runbook);
        Property(xml, "cause", flow.Judgement?.Cause is { } cause ? ReportText.Name(cause) : null);
        Property(xml, "suspect", flow.Failure is null ? null : report.Suspect);
        Property(xml, "flaky", flow.IsFlaky ? "true" : null);
        Property(xml, "traceId", flow.Failure?.TraceId);
        if (flow.Last?.Result?.Load is { } load)
        {
            WriteLoadProperties(xml, load);
        }

        xml.WriteEndElement();
    }

    private static void WriteLoadProperties(XmlWriter xml, LoadReport load)
    {
        Property(xml, "load", load.Asked);
        Property(xml, "load.summary", $"{LoadText.Summary(load)}; {LoadText.Outcome(load)}");
        foreach (CheckRecord check in load.Thresholds)
        {
            Property(xml, $"load.threshold.{check.Subject}", $"{(check.Passed ? "passed" : "failed")}: expected {check.Expected}, was {check.Actual}");
        }

        foreach (LoadLatency latency in load.Latencies)
        {
            Property(xml, latency.Name.Length == 0 ? "load.duration" : $"load.step.{latency.Name}", string.Join(", ", LoadText.Heads.Zip(LoadText.Row(latency)).Skip(1).Select(static c => $"{c.First} {c.Second}")));
        }

        foreach (string remark in LoadText.Remarks(load))
        {
            Property(xml, "load.remark", remark);
        }
    }

    private static void WriteResult(XmlWriter xml, FlowReport flow)
    {
        if (flow.Failure is { } failure)
        {
            xml.WriteStartElement(IsFailure(failure) ? "failure" : "error");
            Attribute(xml, "message", $"{failure.StepName}: {FirstLine(failure.Message)}");
            Attribute(xml, "type", ReportText.Name(failure.Kind));
            xml.WriteString(ReportText.Visible($"{failure.StepName}: {failure.Message}\n  at {failure.Span}\n{flow.Judgement?.Reason}"));
            xml.WriteEndElement();
            return;
        }

        switch (flow.Outcome)
        {
            case FlowOutcome.Failed or FlowOutcome.Inconclusive:
                xml.WriteStartElement("error");
                Attribute(xml, "message", flow.Judgement?.Reason ?? "It could not be told how this flow ends.");
                Attribute(xml, "type", "inconclusive");
                xml.WriteEndElement();
                break;
            case FlowOutcome.Skipped:
                xml.WriteStartElement("skipped");
                Attribute(xml, "message", flow.SkippedBecause ?? "The run ended before this flow started.");
                xml.WriteEndElement();
                break;
            default:
                WriteFlaky(xml, flow);
                break;
        }
    }

    private static void WriteFlaky(XmlWriter xml, FlowReport flow)
    {
        foreach (AttemptReport attempt in flow.Attempts)
        {
            if (attempt.Result?.Failure is { } failure)
            {
                xml.WriteStartElement("flakyFailure");
                Attribute(xml, "message", $"{failure.StepName}: {FirstLine(failure.Message)}");
                Attribute(xml, "type", ReportText.Name(failure.Kind));
                WriteElement(xml, "stackTrace", $"{failure.Message}\n  at {failure.Span}");
                xml.WriteEndElement();
            }
        }
    }

    private static void WriteUnexplained(XmlWriter xml, RunReport report)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "name", "The run reaches a verdict");
        Attribute(xml, "classname", $"{report.Request.Project}.seatrial");
        Attribute(xml, "time", Seconds(report.Flows.All(flow => flow.Attempts.IsEmpty) ? report.End - report.Start : TimeSpan.Zero));
        xml.WriteStartElement("error");
        Attribute(xml, "message", report.State.Verdict?.Reason ?? report.State.EndRequested?.Reason ?? "The run ended without a verdict.");
        Attribute(xml, "type", ReportText.Headline(report.State));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static bool IsFailure(StepFailure failure) => failure.Kind is FailureKind.Expectation or FailureKind.Deadline;

    private static string FirstLine(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static void Attribute(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteAttributeString(name, ReportText.Visible(value));
        }
    }

    private static void Property(XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            xml.WriteStartElement("property");
            Attribute(xml, "name", name);
            Attribute(xml, "value", value);
            xml.WriteEndElement();
        }
    }

    private static void WriteElement(XmlWriter xml, string name, string text)
    {
        xml.WriteStartElement(name);
        xml.WriteString(ReportText.Visible(text));
        xml.WriteEndElement();
    }
}
