using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Seatrial.Telemetry.Json;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>The three signals that are taken in.</summary>
/// <param name="store">Where they go.</param>
internal sealed class OtlpSignals(SignalStore store)
{
    internal OtlpSignalOf<ExportTraceServiceRequest, ExportTraceServiceResponse> Traces { get; } = new(
        "traces",
        "rejectedSpans",
        ExportTraceServiceRequest.Parser,
        TraceJson.Read,
        new SpanIngest(store).Ingest,
        result => new ExportTraceServiceResponse
        {
            PartialSuccess = new() { RejectedSpans = result.Rejected, ErrorMessage = result.Message },
        });

    internal OtlpSignalOf<ExportLogsServiceRequest, ExportLogsServiceResponse> Logs { get; } = new(
        "logs",
        "rejectedLogRecords",
        ExportLogsServiceRequest.Parser,
        LogsJson.Read,
        new LogIngest(store).Ingest,
        result => new ExportLogsServiceResponse
        {
            PartialSuccess = new() { RejectedLogRecords = result.Rejected, ErrorMessage = result.Message },
        });

    internal OtlpSignalOf<ExportMetricsServiceRequest, ExportMetricsServiceResponse> Metrics { get; } = new(
        "metrics",
        "rejectedDataPoints",
        ExportMetricsServiceRequest.Parser,
        MetricsJson.Read,
        new MetricIngest(store).Ingest,
        result => new ExportMetricsServiceResponse
        {
            PartialSuccess = new() { RejectedDataPoints = result.Rejected, ErrorMessage = result.Message },
        });
}
