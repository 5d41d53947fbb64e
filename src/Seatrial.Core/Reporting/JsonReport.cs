using System.Text.Json;
using Seatrial.Core.Deployments;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Reporting;

/// <summary>Writes a run as Seatrial's own JSON. Properties are added over time, never renamed or removed.</summary>
internal sealed class JsonReport(RunReport report, Stream stream) : IReportWriter
{
    private const int FormatVersion = 1;
    private const int DrainAt = 64 * 1024;

    private readonly Utf8JsonWriter _json = new(stream, new JsonWriterOptions { Indented = true });

    public ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        Utf8JsonWriter json = _json;
        json.WriteStartObject();
        json.WriteString("format", "seatrial-run");
        json.WriteNumber("formatVersion", FormatVersion);
        WriteRun(json, report);
        WriteDeployment(json, report.Request.Deployment);
        WriteSettled(json, report.State.Settled);
        WriteVerdict(json, report);
        WriteSuspects(json, report);
        WriteRemedy(json, report);
        WriteTelemetry(json, report.State.Signals?.Health);
        WriteCounts(json, report);
        json.WriteStartArray("flows");
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(FlowReport flow, CancellationToken cancellationToken)
    {
        JsonFlowReport.Write(_json, flow);
        return _json.BytesPending < DrainAt ? ValueTask.CompletedTask : new ValueTask(_json.FlushAsync(cancellationToken));
    }

    public ValueTask EndAsync(CancellationToken cancellationToken)
    {
        Utf8JsonWriter json = _json;
        json.WriteEndArray();
        WriteCleanups(json, report);
        json.WriteEndObject();
        return new ValueTask(json.FlushAsync(cancellationToken));
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private static void WriteRun(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("run");
        json.WriteString("id", report.Request.RunId);
        json.WriteString("project", report.Request.Project);
        json.WriteString("projectHash", report.Request.ProjectHash);
        json.WriteString("environment", report.Request.Environment);
        json.WriteString("trigger", ReportText.Name(report.Request.Trigger));
        json.WriteString("parent", report.Request.ParentRunId);
        json.WriteString("startedAt", report.Start);
        Time(json, "closedAt", report.State.ClosedAt);
        json.WriteNumber("durationMs", Milliseconds(report.End - report.Start));
        json.WriteString("ending", ReportText.Name(report.State.Ending));
        json.WriteString("endReason", report.State.EndRequested?.Reason);
        Number(json, "exitCode", report.State.ExitCode);
        json.WriteEndObject();
    }

    private static void WriteDeployment(Utf8JsonWriter json, Deployment? deployment)
    {
        if (deployment is null)
        {
            json.WriteNull("deployment");
            return;
        }

        json.WriteStartObject("deployment");
        json.WriteString("id", deployment.Id);
        json.WriteString("source", deployment.Source);
        json.WriteString("revision", deployment.Revision);
        json.WriteString("actor", deployment.Actor);
        json.WriteString("url", deployment.Url);
        json.WriteString("occurredAt", deployment.OccurredAt);
        json.WriteStartArray("services");
        foreach (DeployedService service in deployment.Services)
        {
            json.WriteStartObject();
            json.WriteString("name", service.Name);
            json.WriteString("version", service.Version);
            json.WriteString("previousVersion", service.PreviousVersion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSettled(Utf8JsonWriter json, RunEvent.Settled? settled)
    {
        if (settled is null)
        {
            json.WriteNull("settled");
            return;
        }

        json.WriteStartObject("settled");
        json.WriteString("outcome", ReportText.Name(settled.Outcome));
        json.WriteString("detail", settled.Detail);
        json.WriteNumber("elapsedMs", Milliseconds(settled.Elapsed));
        json.WriteStartObject("versions");
        foreach ((string service, string version) in settled.Versions.Versions)
        {
            json.WriteString(service, version);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, RunReport report)
    {
        if (report.State.Verdict is not { } verdict)
        {
            json.WriteNull("verdict");
            return;
        }

        json.WriteStartObject("verdict");
        json.WriteString("name", verdict.Name);
        json.WriteString("cause", verdict.CauseOrNull is { } cause ? ReportText.Name(cause) : null);
        json.WriteString("reason", verdict.Reason);
        Time(json, "at", report.State.VerdictAt);
        json.WriteEndObject();
    }

    private static void WriteSuspects(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartArray("suspects");
        foreach (Suspect suspect in report.State.Suspects)
        {
            json.WriteStartObject();
            json.WriteString("service", suspect.Service);
            json.WriteString("version", suspect.Version);
            json.WriteBoolean("changed", suspect.IsChanged);
            json.WriteString("operation", suspect.Operation);
            json.WriteNumber("score", Math.Round(suspect.Score, 4));
            json.WriteStartArray("evidence");
            foreach (string line in suspect.Evidence)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            WriteFirstError(json, suspect.FirstError);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFirstError(Utf8JsonWriter json, LogRecord? log)
    {
        if (log is null)
        {
            json.WriteNull("firstError");
            return;
        }

        json.WriteStartObject("firstError");
        json.WriteString("at", log.At);
        json.WriteString("body", log.Body);
        json.WriteString("exceptionType", log.ExceptionType);
        json.WriteString("exceptionMessage", log.ExceptionMessage);
        json.WriteString("traceId", log.TraceId);
        json.WriteEndObject();
    }

    private static void WriteRemedy(Utf8JsonWriter json, RunReport report)
    {
        RunState state = report.State;
        if (state.Decision is not { } decision)
        {
            json.WriteNull("remedy");
            return;
        }

        json.WriteStartObject("remedy");
        json.WriteString("kind", decision.Kind is { } kind ? ReportText.Name(kind) : null);
        json.WriteString("adapter", decision.Adapter);
        json.WriteString("mode", decision.Mode == RunMode.Enforce ? "enforce" : "shadow");
        json.WriteString("reason", decision.Reason);
        json.WriteString("key", state.Remedy?.Key);
        Time(json, "askedAt", report.RemedyAskedAt);
        Time(json, "endedAt", state.RemedyEndedAt);
        json.WriteString("outcome", state.RemedyOutcome is null ? null : ReportText.Name(state.RemedyOutcome));
        json.WriteString("detail", state.RemedyOutcome?.Detail);
        json.WriteBoolean("verified", state.IsRemedyVerified);
        json.WriteStartObject("verification");
        json.WriteString("run", state.ChildRunId);
        json.WriteString("verdict", state.ChildVerdict?.Name);
        json.WriteString("reason", state.ChildVerdict?.Reason);
        Time(json, "endedAt", report.VerifiedAt);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTelemetry(Utf8JsonWriter json, TelemetryHealth? health)
    {
        if (health is null)
        {
            json.WriteNull("telemetry");
            return;
        }

        json.WriteStartObject("telemetry");
        json.WriteString("completeness", ReportText.Name(health.Completeness));
        json.WriteNumber("traces", health.Traces);
        json.WriteNumber("completeTraces", health.CompleteTraces);
        json.WriteNumber("spans", health.Spans);
        json.WriteNumber("logs", health.Logs);
        json.WriteNumber("waitedMs", Milliseconds(health.Waited));
        json.WriteStartArray("services");
        foreach (string service in health.Services)
        {
            json.WriteStringValue(service);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("counts");
        json.WriteNumber("flows", report.Flows.Length);
        json.WriteNumber("passed", report.Count(FlowOutcome.Passed, FlowOutcome.PassedDegraded));
        json.WriteNumber("failed", report.Count(FlowOutcome.Failed));
        json.WriteNumber("inconclusive", report.Count(FlowOutcome.Inconclusive));
        json.WriteNumber("skipped", report.Count(FlowOutcome.Skipped));
        json.WriteNumber("flaky", report.Flows.Count(flow => flow.IsFlaky));
        json.WriteNumber("cleanupsLeft", report.State.CleanupsLeft);
        json.WriteEndObject();
    }

    private static void WriteCleanups(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartArray("cleanups");
        foreach (CleanupState cleanup in report.State.Cleanups.Values.OrderBy(cleanup => cleanup.Order))
        {
            json.WriteStartObject();
            json.WriteString("flow", cleanup.Registration.FlowId);
            json.WriteNumber("attempt", cleanup.Registration.Attempt);
            json.WriteNumber("step", cleanup.Registration.StepIndex);
            json.WriteString("summary", cleanup.Registration.Summary);
            json.WriteString("outcome", ReportText.Name(cleanup.Result?.Outcome));
            json.WriteString("detail", cleanup.Result?.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            json.WriteString(name, at);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
