using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Metrics.V1;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>Counts the points of a request, so that services need not be told to send no metrics; none is kept.</summary>
/// <param name="store">The store, for its counters.</param>
internal sealed class MetricIngest(SignalStore store)
{
    internal IngestResult Ingest(ExportMetricsServiceRequest request)
    {
        var points = 0;
        foreach (var metric in request.ResourceMetrics.SelectMany(r => r.ScopeMetrics).SelectMany(s => s.Metrics))
        {
            points += metric.DataCase switch
            {
                Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Count,
                Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Count,
                Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Count,
                Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Count,
                Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Count,
                _ => 0,
            };
        }

        store.MetricCounter.Count(new SignalCounts(points, 0, 0, 0, Dropped: points, 0));
        return new IngestResult(points, 0, "");
    }
}
