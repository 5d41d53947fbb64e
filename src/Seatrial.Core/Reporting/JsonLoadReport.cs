using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Core.Load;

namespace Seatrial.Core.Reporting;

/// <summary>Writes what a flow came to under load.</summary>
internal static class JsonLoadReport
{
    /// <summary>Writes it as the property <c>load</c>; nothing when the flow was run once.</summary>
    public static void Write(Utf8JsonWriter json, LoadReport? load)
    {
        if (load is null)
        {
            return;
        }

        json.WriteStartObject("load");
        json.WriteString("asked", ReportText.Visible(load.Asked));
        json.WriteNumber("elapsedMs", Milliseconds(load.Elapsed));
        if (load.RateAsked is { } rate)
        {
            json.WriteNumber("rateAsked", Math.Round(rate, 3));
            json.WriteNumber("due", load.Due ?? 0);
        }

        json.WriteNumber("rate", Math.Round(load.Rate, 3));
        json.WriteNumber("began", load.Began);
        json.WriteNumber("passed", load.Passed);
        json.WriteNumber("degraded", load.Degraded);
        json.WriteNumber("failed", load.Failed);
        json.WriteNumber("dropped", load.Dropped);
        json.WriteNumber("mostUsers", load.MostUsers);
        json.WriteNumber("latenessP99Ms", Milliseconds(load.Lateness));
        json.WriteNumber("limitWaitMs", Milliseconds(load.LimitWait));
        json.WriteString("endedEarly", load.EndedEarly);
        json.WriteStartArray("thresholds");
        foreach (CheckRecord check in load.Thresholds)
        {
            json.WriteStartObject();
            json.WriteString("subject", ReportText.Visible(check.Subject));
            json.WriteString("expected", check.Expected);
            json.WriteString("actual", check.Actual);
            json.WriteBoolean("passed", check.Passed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteLatencies(json, load);
        WriteFailures(json, load);
        WritePoints(json, load);
        json.WriteEndObject();
    }

    private static void WriteLatencies(Utf8JsonWriter json, LoadReport load)
    {
        json.WriteStartArray("latencies");
        foreach (LoadLatency latency in load.Latencies)
        {
            json.WriteStartObject();
            json.WriteString("step", latency.Name.Length == 0 ? null : ReportText.Visible(latency.Name));
            json.WriteNumber("count", latency.Count);
            json.WriteNumber("minMs", Milliseconds(latency.Least));
            json.WriteNumber("meanMs", Milliseconds(latency.Mean));
            json.WriteNumber("p50Ms", Milliseconds(latency.P50));
            json.WriteNumber("p90Ms", Milliseconds(latency.P90));
            json.WriteNumber("p95Ms", Milliseconds(latency.P95));
            json.WriteNumber("p99Ms", Milliseconds(latency.P99));
            json.WriteNumber("p999Ms", Milliseconds(latency.P999));
            json.WriteNumber("maxMs", Milliseconds(latency.Most));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFailures(Utf8JsonWriter json, LoadReport load)
    {
        json.WriteStartArray("failures");
        foreach (LoadFailures failures in load.Failures)
        {
            json.WriteStartObject();
            json.WriteString("step", ReportText.Visible(failures.Step));
            json.WriteString("signature", ReportText.Visible(failures.Signature));
            json.WriteNumber("count", failures.Count);
            json.WriteNumber("journey", failures.Journey);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePoints(Utf8JsonWriter json, LoadReport load)
    {
        json.WriteStartArray("points");
        foreach (LoadPoint point in load.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("atMs", Milliseconds(point.At));
            json.WriteNumber("began", point.Began);
            json.WriteNumber("ended", point.Ended);
            json.WriteNumber("failed", point.Failed);
            json.WriteNumber("dropped", point.Dropped);
            json.WriteNumber("meanMs", Milliseconds(point.Mean));
            json.WriteNumber("maxMs", Milliseconds(point.Most));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
