namespace Seatrial.Telemetry.Signals;

/// <summary>
/// The traces under one lock. Traces without a run wait in order of their first arrival, and the oldest leave when
/// they are too many. The lock is held for a few dictionary steps only, and no lock of another shard is ever taken
/// inside it.
/// </summary>
/// <param name="bounds">What the whole store may hold.</param>
/// <param name="runs">The runs.</param>
/// <param name="meters">What the whole store holds.</param>
internal sealed class SignalShard(SignalStoreOptions bounds, RunDirectory runs, StoreMeters meters)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, TraceEntry> _traces = [];
    private readonly LinkedList<TraceEntry> _unannounced = new();
    private readonly int _maxUnannounced = ShareOf(bounds.MaxUnannouncedTraces, bounds.Shards);
    private readonly long _maxUnannouncedBytes = bounds.MaxUnannouncedBytes / bounds.Shards;
    private long _unannouncedBytes;

    /// <summary>Keeps a signal.</summary>
    /// <param name="traceId">Its trace.</param>
    /// <param name="claimedRun">The run it says it belongs to, or null.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="now">When it arrived.</param>
    /// <param name="mayDrop">Whether to let it go when the store is full, instead of asking for room.</param>
    /// <param name="owner">The run of its trace, or null.</param>
    /// <returns>What became of it; null when room has to be made first.</returns>
    internal AddOutcome? Add(
        UInt128 traceId,
        string? claimedRun,
        IStoredSignal signal,
        DateTimeOffset now,
        bool mayDrop,
        out RunPartition? owner)
    {
        lock (_gate)
        {
            var trace = FindOrOpen_NeedsLock(traceId);
            if (trace.Run is null && claimedRun is not null && runs.Claim(claimedRun) is { } claimed)
            {
                TryAssign_NeedsLock(trace, claimed);
            }

            owner = trace.Run;
            trace.LastArrival = now;
            if (signal.IsIn(trace))
            {
                Put_NeedsLock(trace, signal);
                return AddOutcome.Duplicate;
            }

            if (!signal.FitsIn(trace, bounds))
            {
                return Drop(trace);
            }

            if (owner is not null && !meters.HasRoomFor(signal.Size, bounds))
            {
                return mayDrop ? Drop(trace) : null;
            }

            if (owner is null && !TryMakeRoom_NeedsLock(trace, signal.Size))
            {
                return Drop(trace);
            }

            Put_NeedsLock(trace, signal);
            return AddOutcome.Stored;
        }
    }

    /// <summary>Gives a trace to a run that announces it, whether anything of it came before or not.</summary>
    /// <returns>False when the run was closed meanwhile.</returns>
    internal bool TryAnnounce(UInt128 traceId, RunPartition run)
    {
        lock (_gate)
        {
            var trace = FindOrOpen_NeedsLock(traceId);
            if (!ReferenceEquals(trace.Run, run) && !TryAssign_NeedsLock(trace, run))
            {
                return false;
            }

            return true;
        }
    }

    /// <summary>Reads a trace, unless it belongs to another run.</summary>
    internal TraceSnapshot? Read(UInt128 traceId, string runId)
    {
        lock (_gate)
        {
            if (!_traces.TryGetValue(traceId, out var trace)
                || (trace.Run is { } owner && !string.Equals(owner.RunId, runId, StringComparison.Ordinal)))
            {
                return null;
            }

            return new TraceSnapshot([.. trace.Spans], [.. trace.Logs], trace.LastArrival, trace.IsTruncated);
        }
    }

    /// <summary>Lets go of a trace if it still belongs to the run.</summary>
    /// <returns>What was held for it.</returns>
    internal SignalUsage Remove(UInt128 traceId, RunPartition run)
    {
        lock (_gate)
        {
            if (!_traces.TryGetValue(traceId, out var trace) || !ReferenceEquals(trace.Run, run))
            {
                return default;
            }

            _traces.Remove(traceId);
            meters.Announced.Subtract(trace.Usage);
            return trace.Usage;
        }
    }

    private static AddOutcome Drop(TraceEntry trace)
    {
        trace.IsTruncated = true;
        return AddOutcome.Dropped;
    }

    private static int ShareOf(int total, int shards) => total == 0 ? 0 : Math.Max(1, total / shards);

    private TraceEntry FindOrOpen_NeedsLock(UInt128 traceId)
    {
        if (_traces.TryGetValue(traceId, out var trace))
        {
            return trace;
        }

        trace = new TraceEntry(traceId);
        trace.Place = _unannounced.AddLast(trace);
        _traces.Add(traceId, trace);
        CountUnannounced_NeedsLock(trace.Usage);
        return trace;
    }

    private bool TryAssign_NeedsLock(TraceEntry trace, RunPartition run)
    {
        if (!run.TryAdd(trace.TraceId))
        {
            return false;
        }

        if (trace.Place is { } place)
        {
            _unannounced.Remove(place);
            trace.Place = null;
            DiscountUnannounced_NeedsLock(trace.Usage);
            meters.Announced.Add(trace.Usage);
        }
        else
        {
            trace.Run?.Remove(trace.TraceId);
        }

        trace.Run = run;
        return true;
    }

    private void Put_NeedsLock(TraceEntry trace, IStoredSignal signal)
    {
        var more = signal.PutInto(trace);
        if (trace.Run is not null)
        {
            meters.Announced.Add(more);
        }
        else
        {
            CountUnannounced_NeedsLock(more);
        }
    }

    private bool TryMakeRoom_NeedsLock(TraceEntry keep, int size)
    {
        while (_unannounced.Count > _maxUnannounced || _unannouncedBytes + size > _maxUnannouncedBytes)
        {
            var oldest = _unannounced.First;
            if (ReferenceEquals(oldest?.Value, keep))
            {
                oldest = oldest.Next;
            }

            if (oldest is null)
            {
                return false;
            }

            Evict_NeedsLock(oldest.Value);
        }

        return true;
    }

    private void Evict_NeedsLock(TraceEntry trace)
    {
        _unannounced.Remove(trace.Place!);
        trace.Place = null;
        _traces.Remove(trace.TraceId);
        DiscountUnannounced_NeedsLock(trace.Usage);
        meters.Spans.CountEvicted(trace.SpanCount);
        meters.Logs.CountEvicted(trace.LogCount);
    }

    private void CountUnannounced_NeedsLock(in SignalUsage more)
    {
        _unannouncedBytes += more.Bytes;
        meters.Unannounced.Add(more);
    }

    private void DiscountUnannounced_NeedsLock(in SignalUsage less)
    {
        _unannouncedBytes -= less.Bytes;
        meters.Unannounced.Subtract(less);
    }
}
