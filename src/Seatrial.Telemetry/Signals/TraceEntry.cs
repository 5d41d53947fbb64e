namespace Seatrial.Telemetry.Signals;

/// <summary>What is kept of one trace. Guarded by the lock of its shard.</summary>
/// <param name="traceId">The trace.</param>
internal sealed class TraceEntry(UInt128 traceId)
{
    /// <summary>What a trace weighs before anything of it arrived.</summary>
    internal const int BaseSize = 240;

    private Dictionary<ulong, StoredSpan>? _spans;
    private HashSet<StoredLog>? _logs;

    internal UInt128 TraceId { get; } = traceId;

    /// <summary>The run it belongs to; null while nobody announced it.</summary>
    internal RunPartition? Run { get; set; }

    /// <summary>Its place among the unannounced; null when it has a run.</summary>
    internal LinkedListNode<TraceEntry>? Place { get; set; }

    internal DateTimeOffset? LastArrival { get; set; }

    internal bool IsTruncated { get; set; }

    internal long Bytes { get; private set; } = BaseSize;

    internal int SpanCount => _spans?.Count ?? 0;

    internal int LogCount => _logs?.Count ?? 0;

    internal SignalUsage Usage => new(1, Bytes, SpanCount, LogCount);

    internal IEnumerable<StoredSpan> Spans => _spans is null ? [] : _spans.Values;

    internal IEnumerable<StoredLog> Logs => _logs ?? [];

    internal bool Contains(ulong spanId) => _spans?.ContainsKey(spanId) ?? false;

    internal bool Contains(StoredLog log) => _logs?.Contains(log) ?? false;

    /// <summary>Keeps a span in the place of what was kept under its id.</summary>
    /// <returns>How much more is held now; less when negative.</returns>
    internal SignalUsage Put(StoredSpan span)
    {
        _spans ??= [];
        var isKnown = _spans.TryGetValue(span.SpanId, out var old);
        _spans[span.SpanId] = span;
        return Grow(new SignalUsage(0, span.Size - (old?.Size ?? 0), isKnown ? 0 : 1, 0));
    }

    /// <summary>Keeps a log record unless it is there.</summary>
    /// <returns>How much more is held now.</returns>
    internal SignalUsage Put(StoredLog log)
    {
        _logs ??= [];
        return _logs.Add(log) ? Grow(new SignalUsage(0, log.Size, 0, 1)) : default;
    }

    private SignalUsage Grow(in SignalUsage more)
    {
        Bytes += more.Bytes;
        return more;
    }
}
