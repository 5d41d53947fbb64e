using System.Diagnostics;
using System.Diagnostics.Metrics;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>What the intake tells about itself.</summary>
internal sealed class TelemetryInstruments
{
    internal const string MeterName = "Seatrial.Telemetry";
    internal const string Http = "http";
    internal const string Grpc = "grpc";

    private const string SignalTag = "signal";
    private const string TransportTag = "transport";
    private const string ReasonTag = "reason";

    private readonly Counter<long> _received;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _refused;

    public TelemetryInstruments(IMeterFactory meterFactory, SignalStore store)
    {
        var meter = meterFactory.Create(MeterName);
        _received = meter.CreateCounter<long>(
            "seatrial.telemetry.received", "{item}", "Spans, log records and metric points that arrived.");
        _rejected = meter.CreateCounter<long>(
            "seatrial.telemetry.rejected", "{item}", "Those that were invalid or found no room.");
        _refused = meter.CreateCounter<long>(
            "seatrial.telemetry.refused", "{request}", "Requests not taken in at all, by reason.");
        meter.CreateObservableGauge(
            "seatrial.telemetry.held",
            () => store.Statistics.Announced.Bytes + store.Statistics.Unannounced.Bytes,
            "By",
            "What the signal store holds, as estimated.");
    }

    internal void OnTaken(string signal, string transport, IngestResult result)
    {
        var tags = new TagList { { SignalTag, signal }, { TransportTag, transport } };
        _received.Add(result.Received, tags);
        if (result.Rejected > 0)
        {
            _rejected.Add(result.Rejected, tags);
        }
    }

    internal void OnRefused(string signal, string transport, string reason) =>
        _refused.Add(1, new TagList { { SignalTag, signal }, { TransportTag, transport }, { ReasonTag, reason } });
}
