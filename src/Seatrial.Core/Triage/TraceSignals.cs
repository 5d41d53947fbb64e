using System.Collections.Immutable;

namespace Seatrial.Core.Triage;

/// <summary>All that is known of one trace at one moment.</summary>
/// <param name="TraceId">The trace.</param>
/// <param name="Spans">Its spans, each id once, in order of start.</param>
/// <param name="Logs">Its log records, in order of time.</param>
/// <param name="LastArrival">When anything of it last arrived, by our clock; null when nothing did.</param>
/// <param name="IsTruncated">Whether a bound made the store drop some of it.</param>
public sealed record TraceSignals(
    string TraceId,
    ImmutableArray<SpanRecord> Spans,
    ImmutableArray<LogRecord> Logs,
    DateTimeOffset? LastArrival,
    bool IsTruncated);
