using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using Seatrial.Telemetry.Intake;
using Seatrial.Telemetry.Signals;
using Seatrial.Telemetry.Tests.Intake;

namespace Seatrial.Telemetry.Tests.Signals;

/// <summary>A store with a clock, fed the way services feed it.</summary>
internal sealed class SignalFeed
{
    private readonly OtlpSignals _signals;

    internal SignalFeed(SignalStoreOptions? bounds = null)
    {
        Store = new SignalStore(bounds ?? new SignalStoreOptions(), Clock);
        _signals = new OtlpSignals(Store);
    }

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    internal SignalStore Store { get; }

    internal static string Trace(int number) => SignalId.Format((UInt128)(uint)number);

    internal static string SpanId(int number) => SignalId.Format((ulong)number);

    internal IngestResult Spans(params Span[] spans) => _signals.Traces.Ingest(Requests.Of(spans));

    internal IngestResult Logs(params LogRecord[] records) => _signals.Logs.Ingest(Requests.Of(records));

    internal IngestResult Span(int trace, int span, params KeyValue[] attributes) =>
        Spans(Requests.Span(SpanId(span), Trace(trace), attributes));

    internal int Count(string runId, int trace) => Store.Read(runId, Trace(trace)).Spans.Length;
}
