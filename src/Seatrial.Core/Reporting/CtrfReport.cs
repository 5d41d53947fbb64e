using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Reporting;

/// <summary>Writes a run in the Common Test Report Format: a test per flow.</summary>
/// <remarks>Keys the schema does not know are forbidden outside <c>extra</c>; ours stand there under <c>seatrial</c>.</remarks>
internal sealed class CtrfReport(RunReport report, Stream stream) : IReportWriter
{
    private const int DrainAt = 64 * 1024;

    private readonly Utf8JsonWriter _json = new(stream, new JsonWriterOptions { Indented = true });

    public ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        Utf8JsonWriter json = _json;
        json.WriteStartObject();
        json.WriteString("reportFormat", "CTRF");
        json.WriteString("specVersion", "0.0.0");
        json.WriteString("reportId", ReportId(report));
        json.WriteString("runId", Text(report.Request.RunId));
        json.WriteString("timestamp", report.End.UtcDateTime);
        json.WriteString("generatedBy", "seatrial");
        json.WriteStartObject("results");
        json.WriteStartObject("tool");
        json.WriteString("name", "Seatrial");
        json.WriteString("version", typeof(CtrfReport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");
        json.WriteEndObject();
        WriteSummary(json, report);
        json.WriteStartArray("tests");
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(FlowReport flow, CancellationToken cancellationToken)
    {
        WriteFlow(_json, report, flow);
        return _json.BytesPending < DrainAt ? ValueTask.CompletedTask : new ValueTask(_json.FlushAsync(cancellationToken));
    }

    public ValueTask EndAsync(CancellationToken cancellationToken)
    {
        Utf8JsonWriter json = _json;
        json.WriteEndArray();
        WriteEnvironment(json, report);
        WriteExtra(json, report);
        json.WriteEndObject();
        json.WriteEndObject();
        return new ValueTask(json.FlushAsync(cancellationToken));
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    /// <summary>A report never changes under its id: the id is drawn from the run and how far its journal had come.</summary>
    private static Guid ReportId(RunReport report)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"ctrf|{report.Request.RunId}|{report.State.Sequence}"));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private static void WriteSummary(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("tests", report.Flows.Length);
        json.WriteNumber("passed", report.Count(FlowOutcome.Passed, FlowOutcome.PassedDegraded));
        json.WriteNumber("failed", report.Count(FlowOutcome.Failed));
        json.WriteNumber("skipped", report.Count(FlowOutcome.Skipped));
        json.WriteNumber("pending", 0);
        json.WriteNumber("other", report.Count(FlowOutcome.Inconclusive));
        json.WriteNumber("flaky", report.Flows.Count(flow => flow.IsFlaky));
        json.WriteNumber("suites", 1);
        json.WriteNumber("start", report.Start.ToUnixTimeMilliseconds());
        json.WriteNumber("stop", report.End.ToUnixTimeMilliseconds());
        json.WriteNumber("duration", Milliseconds(report.End - report.Start));
        json.WriteEndObject();
    }

    private static void WriteFlow(Utf8JsonWriter json, RunReport report, FlowReport flow)
    {
        json.WriteStartObject();
        json.WriteString("testId", Text($"{report.Request.Project}/{flow.Header.Id}"));
        json.WriteString("name", Text(flow.Header.Name));
        json.WriteString("status", Status(flow.Outcome));
        json.WriteString("rawStatus", ReportText.Name(flow.Outcome));
        json.WriteNumber("duration", Milliseconds(flow.Duration));
        if (flow.Last is { } last)
        {
            json.WriteNumber("start", last.StartedAt.ToUnixTimeMilliseconds());
            json.WriteNumber("stop", (last.StartedAt + last.Duration).ToUnixTimeMilliseconds());
        }

        json.WriteStartArray("suite");
        json.WriteStringValue(Text(report.Request.Project));
        json.WriteStringValue(Text(report.Request.Environment));
        json.WriteEndArray();
        WriteFailure(json, flow.Failure, flow.SkippedBecause ?? flow.Judgement?.Reason);
        Optional(json, "filePath", flow.Header.File);
        json.WriteString("type", "end-to-end");
        WriteAttempts(json, flow);
        json.WriteBoolean("flaky", flow.IsFlaky);
        WriteSteps(json, flow);
        WriteFlowExtra(json, report, flow);
        json.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter json, StepFailure? failure, string? reason)
    {
        if (failure is null)
        {
            Optional(json, "message", reason);
            return;
        }

        json.WriteString("message", Text($"{failure.StepName}: {failure.Message}"));
        json.WriteString("trace", Text(failure.Span.ToString()));
        if (failure.Span.Line > 0)
        {
            json.WriteNumber("line", failure.Span.Line);
        }
    }

    private static void WriteAttempts(Utf8JsonWriter json, FlowReport flow)
    {
        AttemptReport[] ended = [.. flow.Attempts.Where(attempt => attempt.Result is not null)];
        json.WriteNumber("retries", Math.Max(0, ended.Length - 1));
        json.WriteStartArray("retryAttempts");
        foreach (AttemptReport attempt in ended.SkipLast(1))
        {
            json.WriteStartObject();
            json.WriteNumber("attempt", attempt.Number);
            json.WriteString("status", Status(attempt.Result!.Outcome));
            json.WriteNumber("duration", Milliseconds(attempt.Duration));
            json.WriteNumber("start", attempt.StartedAt.ToUnixTimeMilliseconds());
            json.WriteNumber("stop", (attempt.StartedAt + attempt.Duration).ToUnixTimeMilliseconds());
            WriteFailure(json, attempt.Result.Failure, null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSteps(Utf8JsonWriter json, FlowReport flow)
    {
        json.WriteStartArray("steps");
        foreach (StepReport step in flow.Last?.Steps ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", Text(step.Record.Name));
            json.WriteString("status", ReportText.Name(step.Record.Outcome));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFlowExtra(Utf8JsonWriter json, RunReport report, FlowReport flow)
    {
        json.WriteStartObject("extra");
        json.WriteStartObject("seatrial");
        json.WriteString("flow", Text(flow.Header.Id));
        json.WriteBoolean("critical", flow.Header.IsCritical);
        Optional(json, "owner", flow.Header.Owner);
        Optional(json, "cause", flow.Judgement?.Cause is { } cause ? ReportText.Name(cause) : null);
        Optional(json, "suspect", flow.Failure is null ? null : report.Suspect);
        Optional(json, "traceId", flow.Failure?.TraceId);
        JsonLoadReport.Write(json, flow.Last?.Result?.Load);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEnvironment(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("environment");
        json.WriteString("reportName", Text($"{report.Request.Project} in {report.Request.Environment}"));
        json.WriteString("appName", Text(report.Request.Project));
        Optional(json, "appVersion", report.Request.Deployment?.Revision);
        Optional(json, "buildId", report.Request.Deployment?.Id);
        Optional(json, "buildUrl", report.Request.Deployment?.Url);
        json.WriteString("testEnvironment", Text(report.Request.Environment));
        if (report.State.Verdict is { } verdict)
        {
            json.WriteBoolean("healthy", verdict.CauseOrNull is not Cause.Environment);
        }

        json.WriteEndObject();
    }

    private static void WriteExtra(Utf8JsonWriter json, RunReport report)
    {
        RunState state = report.State;
        json.WriteStartObject("extra");
        json.WriteStartObject("seatrial");
        json.WriteString("ending", ReportText.Name(state.Ending));
        Optional(json, "verdict", state.Verdict?.Name);
        Optional(json, "cause", state.Verdict?.CauseOrNull is { } cause ? ReportText.Name(cause) : null);
        Optional(json, "reason", state.Verdict?.Reason);
        json.WriteStartArray("suspects");
        foreach (Suspect suspect in state.Suspects)
        {
            json.WriteStringValue(Text(suspect.Service));
        }

        json.WriteEndArray();
        Optional(json, "remedy", state.Decision?.Kind is { } kind ? ReportText.Name(kind) : null);
        json.WriteBoolean("remedyVerified", state.IsRemedyVerified);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Status(FlowOutcome outcome) => outcome switch
    {
        FlowOutcome.Passed or FlowOutcome.PassedDegraded => "passed",
        FlowOutcome.Failed => "failed",
        FlowOutcome.Skipped => "skipped",
        _ => "other",
    };

    private static long Milliseconds(TimeSpan time) => (long)Math.Max(0, Math.Round(time.TotalMilliseconds));

    private static string Text(string text) => ReportText.Visible(text);

    private static void Optional(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, Text(text));
        }
    }
}
