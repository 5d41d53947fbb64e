using Seatrial.Core.Triage;

namespace Seatrial.Telemetry.Signals;

/// <summary>
/// A log record as it is kept. Equal when the service said the same thing at the same nanosecond: then it is an
/// exporter's repetition, for log records have no id.
/// </summary>
internal sealed class StoredLog : IStoredSignal, IEquatable<StoredLog>
{
    private const int BaseSize = 184;

    /// <summary>The event's or the observation's time as sent, zero when neither was told.</summary>
    internal required ulong SentNanoseconds { get; init; }

    /// <summary>The time it is sorted by; that of arrival when none was told.</summary>
    internal required DateTimeOffset At { get; init; }

    internal required string Service { get; init; }

    internal required ulong SpanId { get; init; }

    internal required int Severity { get; init; }

    internal required string Body { get; init; }

    internal required string? Category { get; init; }

    internal required string? ExceptionType { get; init; }

    internal required string? ExceptionMessage { get; init; }

    internal required KeyValuePair<string, string>[] Attributes { get; init; }

    /// <summary>About how many bytes it holds; shared strings are counted as if they were not.</summary>
    public int Size => BaseSize + StoredSize.Of(Body) + StoredSize.Of(Attributes);

    public bool IsIn(TraceEntry trace) => trace.Contains(this);

    public bool FitsIn(TraceEntry trace, SignalStoreOptions bounds) => trace.LogCount < bounds.MaxLogsPerTrace;

    public SignalUsage PutInto(TraceEntry trace) => trace.Put(this);

    public bool Equals(StoredLog? other) =>
        other is not null
        && SentNanoseconds == other.SentNanoseconds
        && SpanId == other.SpanId
        && Severity == other.Severity
        && string.Equals(Body, other.Body, StringComparison.Ordinal)
        && string.Equals(Service, other.Service, StringComparison.Ordinal)
        && string.Equals(Category, other.Category, StringComparison.Ordinal)
        && Attributes.AsSpan().SequenceEqual(other.Attributes);

    public override bool Equals(object? obj) => Equals(obj as StoredLog);

    public override int GetHashCode() => HashCode.Combine(SentNanoseconds, SpanId, Severity, Body);

    internal LogRecord ToRecord(string traceId) => new(
        At,
        Service,
        traceId,
        SpanId == 0 ? null : SignalId.Format(SpanId),
        Severity,
        Body)
    {
        ExceptionType = ExceptionType,
        ExceptionMessage = ExceptionMessage,
        Category = Category,
        Attributes = StoredSize.ToDictionary(Attributes),
    };
}
