using Seatrial.Core.Triage;

namespace Seatrial.Telemetry.Signals;

/// <summary>What a trace held at one moment; made into records outside the lock.</summary>
internal readonly record struct TraceSnapshot(
    StoredSpan[] Spans,
    StoredLog[] Logs,
    DateTimeOffset? LastArrival,
    bool IsTruncated)
{
    internal TraceSignals ToSignals(string traceId, bool wasEvicted) => new(
        traceId,
        [.. Spans.OrderBy(span => span.Start).ThenBy(span => span.SpanId).Select(span => span.ToRecord(traceId))],
        [.. Logs.OrderBy(log => log.At).Select(log => log.ToRecord(traceId))],
        LastArrival,
        IsTruncated || wasEvicted);
}
