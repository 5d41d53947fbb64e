using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Reporting;

/// <summary>Writes one flow of <see cref="JsonReport"/>: its attempts, steps and checks.</summary>
internal static class JsonFlowReport
{
    public static void Write(Utf8JsonWriter json, FlowReport flow)
    {
        json.WriteStartObject();
        json.WriteString("id", flow.Header.Id);
        json.WriteString("name", flow.Header.Name);
        json.WriteString("outcome", ReportText.Name(flow.Outcome));
        json.WriteBoolean("critical", flow.Header.IsCritical);
        json.WriteBoolean("flaky", flow.IsFlaky);
        json.WriteString("cause", flow.Judgement?.Cause is { } cause ? ReportText.Name(cause) : null);
        json.WriteString("reason", flow.Judgement?.Reason);
        json.WriteString("skippedBecause", flow.SkippedBecause);
        json.WriteString("why", flow.Header.Why);
        json.WriteString("owner", flow.Header.Owner);
        json.WriteString("runbook", flow.Header.Runbook);
        json.WriteString("file", flow.Header.File);
        json.WriteString("hash", flow.Header.Hash);
        json.WriteNumber("durationMs", Milliseconds(flow.Duration));
        WriteFailure(json, flow.Failure);
        json.WriteStartArray("attempts");
        foreach (AttemptReport attempt in flow.Attempts)
        {
            WriteAttempt(json, attempt);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAttempt(Utf8JsonWriter json, AttemptReport attempt)
    {
        json.WriteStartObject();
        json.WriteNumber("number", attempt.Number);
        json.WriteBoolean("confirmation", attempt.IsConfirmation);
        json.WriteBoolean("abandoned", attempt.IsAbandoned);
        json.WriteString("outcome", attempt.Result is { } result ? ReportText.Name(result.Outcome) : null);
        json.WriteString("startedAt", attempt.StartedAt);
        json.WriteNumber("durationMs", Milliseconds(attempt.Duration));
        WriteFailure(json, attempt.Result?.Failure);
        JsonLoadReport.Write(json, attempt.Result?.Load);
        json.WriteStartArray("steps");
        foreach (StepReport step in attempt.Steps)
        {
            WriteStep(json, step.Record);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, StepRecord step)
    {
        json.WriteStartObject();
        json.WriteNumber("index", step.Index);
        json.WriteString("name", step.Name);
        json.WriteString("verb", step.Verb);
        json.WriteString("summary", step.Summary);
        json.WriteString("outcome", ReportText.Name(step.Outcome));
        json.WriteString("target", step.Target);
        json.WriteString("startedAt", step.StartedAt);
        json.WriteNumber("durationMs", Milliseconds(step.Duration));
        json.WriteNumber("tries", step.Tries);
        json.WriteNumber("networkRetries", step.NetworkRetries);
        if (step.LimitWait > TimeSpan.Zero)
        {
            json.WriteNumber("limitWaitMs", Milliseconds(step.LimitWait));
            json.WriteNumber("politeRetries", step.PoliteRetries);
        }

        json.WriteString("traceId", step.TraceId);
        WriteChecks(json, step);
        WriteFailure(json, step.Failure);
        WriteAttachments(json, step);
        json.WriteStartArray("inner");
        foreach (StepRecord inner in step.Inner)
        {
            WriteStep(json, inner);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAttachments(Utf8JsonWriter json, StepRecord step)
    {
        if (step.Attachments is not { } files)
        {
            return;
        }

        json.WriteStartArray("attachments");
        foreach (StepAttachment file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("mediaType", file.MediaType);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("missing", file.Missing);
            json.WriteStartArray("blobs");
            foreach (string blob in file.Blobs)
            {
                json.WriteStringValue(blob);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteChecks(Utf8JsonWriter json, StepRecord step)
    {
        json.WriteStartArray("checks");
        foreach (CheckRecord check in step.Checks)
        {
            json.WriteStartObject();
            json.WriteString("subject", check.Subject);
            json.WriteString("expected", check.Expected);
            json.WriteString("actual", check.Actual);
            json.WriteBoolean("passed", check.Passed);
            json.WriteString("message", check.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFailure(Utf8JsonWriter json, StepFailure? failure)
    {
        if (failure is null)
        {
            json.WriteNull("failure");
            return;
        }

        json.WriteStartObject("failure");
        json.WriteString("kind", ReportText.Name(failure.Kind));
        json.WriteNumber("stepIndex", failure.StepIndex);
        json.WriteString("stepName", failure.StepName);
        json.WriteString("message", failure.Message);
        json.WriteString("file", failure.Span.File);
        json.WriteNumber("line", failure.Span.Line);
        json.WriteNumber("column", failure.Span.Column);
        json.WriteString("target", failure.Target);
        if (failure.HttpStatus is { } status)
        {
            json.WriteNumber("httpStatus", status);
        }

        json.WriteString("traceId", failure.TraceId);
        json.WriteString("signature", failure.Signature);
        json.WriteEndObject();
    }

    private static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);
}
