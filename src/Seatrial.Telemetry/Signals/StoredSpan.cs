using System.Collections.Immutable;
using Seatrial.Core.Triage;

namespace Seatrial.Telemetry.Signals;

/// <summary>
/// A span as it is kept. A <see cref="SpanRecord"/> with its dictionary takes several times the memory, and most spans
/// are never read, so records are made when somebody reads.
/// </summary>
internal sealed class StoredSpan : IStoredSignal
{
    private const int BaseSize = 200;

    internal required ulong SpanId { get; init; }

    internal required ulong ParentSpanId { get; init; }

    internal required string Service { get; init; }

    internal required string? ServiceVersion { get; init; }

    internal required string Name { get; init; }

    internal required SpanKind Kind { get; init; }

    internal required DateTimeOffset Start { get; init; }

    internal required DateTimeOffset End { get; init; }

    internal required bool IsError { get; init; }

    internal required string? StatusMessage { get; init; }

    internal required string? ExceptionType { get; init; }

    internal required string? ExceptionMessage { get; init; }

    internal required KeyValuePair<string, string>[] Attributes { get; init; }

    internal required string[] Links { get; init; }

    /// <summary>About how many bytes it holds; shared strings are counted as if they were not.</summary>
    public int Size => BaseSize + StoredSize.Of(Name) + StoredSize.Of(StatusMessage) + StoredSize.Of(ExceptionType)
        + StoredSize.Of(ExceptionMessage) + StoredSize.Of(Attributes) + (Links.Length * 128);

    public bool IsIn(TraceEntry trace) => trace.Contains(SpanId);

    public bool FitsIn(TraceEntry trace, SignalStoreOptions bounds) => trace.SpanCount < bounds.MaxSpansPerTrace;

    public SignalUsage PutInto(TraceEntry trace) => trace.Put(this);

    internal SpanRecord ToRecord(string traceId) => new(
        traceId,
        SignalId.Format(SpanId),
        ParentSpanId == 0 ? null : SignalId.Format(ParentSpanId),
        Service,
        Name,
        Kind,
        Start,
        End)
    {
        ServiceVersion = ServiceVersion,
        IsError = IsError,
        StatusMessage = StatusMessage,
        ExceptionType = ExceptionType,
        ExceptionMessage = ExceptionMessage,
        Attributes = StoredSize.ToDictionary(Attributes),
        Links = ImmutableArray.Create(Links),
    };
}
