using Seatrial.Core.Triage;

namespace Seatrial.Telemetry.Signals;

/// <summary>
/// Keeps the spans and log records of runs in memory, found by trace. What arrives for a trace that nobody announced
/// waits a while in a small space of its own, because a service may be faster than the announcement.
/// </summary>
/// <remarks>
/// Safe for any number of threads; a writer never waits for a reader longer than it takes to copy one trace's
/// references. Handing the same signal in again changes nothing but a counter. When the space for runs is full, the
/// oldest other run leaves as a whole, pinned ones last; when no other is left, new signals are dropped and their
/// traces say so.
/// </remarks>
public sealed class SignalStore : ISignalQuery
{
    private const int MaxRunIdLength = 128;

    private readonly SignalStoreOptions _bounds;
    private readonly TimeProvider _timeProvider;
    private readonly RunDirectory _runs = new();
    private readonly StoreMeters _meters = new();
    private readonly SignalShard[] _shards;
    private readonly Lock _evictionGate = new();
    private long _evictedRuns;
    private volatile bool _isListening;

    /// <summary>Makes an empty store.</summary>
    /// <param name="bounds">How much it may hold.</param>
    /// <param name="timeProvider">The clock arrivals are told by.</param>
    public SignalStore(SignalStoreOptions bounds, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _bounds = bounds;
        _timeProvider = timeProvider;
        _shards = new SignalShard[bounds.Shards];
        for (var i = 0; i < _shards.Length; i++)
        {
            _shards[i] = new SignalShard(bounds, _runs, _meters);
        }
    }

    /// <inheritdoc/>
    public bool IsListening => _isListening;

    /// <summary>What the store did and holds now.</summary>
    public SignalStoreStatistics Statistics => new(
        _meters.Spans.Current,
        _meters.Logs.Current,
        _meters.Metrics.Current,
        _meters.Announced.Current,
        _meters.Unannounced.Current,
        _runs.Count,
        _runs.PinnedCount,
        Interlocked.Read(ref _evictedRuns));

    internal TimeProvider TimeProvider => _timeProvider;

    /// <summary>Shares strings among everything kept.</summary>
    internal StringPool Strings { get; } = new();

    internal SignalCounter SpanCounter => _meters.Spans;

    internal SignalCounter LogCounter => _meters.Logs;

    internal SignalCounter MetricCounter => _meters.Metrics;

    /// <summary>Says that an intake feeds the store from now on.</summary>
    public void StartListening() => _isListening = true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An id is not that of a trace; what came before it is announced.</exception>
    public void Expect(string runId, IReadOnlyCollection<string> traceIds)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        ArgumentNullException.ThrowIfNull(traceIds);
        var run = _runs.Announce(runId);
        foreach (var text in traceIds)
        {
            var traceId = Parse(text);
            while (!ShardOf(traceId).TryAnnounce(traceId, run))
            {
                run = _runs.Announce(runId);
            }
        }

        MakeRoom(run, 0);
    }

    /// <inheritdoc/>
    /// <remarks>A trace that belongs to another run reads as empty.</remarks>
    /// <exception cref="ArgumentException">The id is not that of a trace.</exception>
    public TraceSignals Read(string runId, string traceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        var id = Parse(traceId);
        var snapshot = ShardOf(id).Read(id, runId) ?? new TraceSnapshot([], [], null, false);
        return snapshot.ToSignals(SignalId.Format(id), _runs.WasEvicted(runId));
    }

    /// <inheritdoc/>
    /// <remarks>Pinned or not. A span that still arrives for it counts as unannounced.</remarks>
    public void Forget(string runId)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        _runs.Depart(runId, wasEvicted: false);
        if (_runs.Find(runId) is { } run)
        {
            Remove(run);
        }
    }

    /// <summary>Makes a run leave after all those that are not pinned: one whose failure will be looked into.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="isPinned">False to let it leave in its turn again.</param>
    /// <returns>False when nothing is held for the run.</returns>
    public bool Pin(string runId, bool isPinned = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        if (_runs.Find(runId) is not { } run)
        {
            return false;
        }

        run.IsPinned = isPinned;
        return true;
    }

    /// <summary>Keeps a span or log record.</summary>
    /// <param name="traceId">Its trace.</param>
    /// <param name="claimedRun">The run it says it belongs to, or null.</param>
    /// <param name="signal">What to keep.</param>
    /// <param name="now">When it arrived.</param>
    internal AddOutcome Add(UInt128 traceId, string? claimedRun, IStoredSignal signal, DateTimeOffset now)
    {
        if (claimedRun is { Length: 0 or > MaxRunIdLength })
        {
            claimedRun = null;
        }

        var shard = ShardOf(traceId);
        var outcome = shard.Add(traceId, claimedRun, signal, now, mayDrop: false, out var owner);
        if (outcome is null)
        {
            MakeRoom(owner, signal.Size);
            outcome = shard.Add(traceId, claimedRun, signal, now, mayDrop: true, out owner);
        }
        else if (_runs.Count > _bounds.MaxRuns)
        {
            MakeRoom(owner, 0);
        }

        return outcome.GetValueOrDefault();
    }

    private static UInt128 Parse(string text) => SignalId.TryParseTrace(text, out var traceId)
        ? traceId
        : throw new ArgumentException($"'{text}' is not a trace id: up to 32 hexadecimal digits, not all zero.", nameof(text));

    private SignalShard ShardOf(UInt128 traceId)
    {
        // Some tracers keep one half of the id constant, so both take part.
        var mixed = ((ulong)traceId ^ (ulong)(traceId >> 64)) * 0x9E37_79B9_7F4A_7C15;
        return _shards[(int)(mixed >> 32) & (_shards.Length - 1)];
    }

    private void MakeRoom(RunPartition? keep, int size)
    {
        if (HasRoom(size))
        {
            return;
        }

        lock (_evictionGate)
        {
            while (!HasRoom(size) && _runs.OldestExcept(keep) is { } victim)
            {
                _runs.Depart(victim.RunId, wasEvicted: true);
                var held = Remove(victim);
                _meters.Spans.CountEvicted(held.Spans);
                _meters.Logs.CountEvicted(held.Logs);
                Interlocked.Increment(ref _evictedRuns);
            }
        }
    }

    private bool HasRoom(int size) => _meters.HasRoomFor(size, _bounds) && _runs.Count <= _bounds.MaxRuns;

    private SignalUsage Remove(RunPartition run)
    {
        _runs.TryRemove(run);
        var removed = new UsageMeter();
        foreach (var traceId in run.Close())
        {
            removed.Add(ShardOf(traceId).Remove(traceId, run));
        }

        return removed.Current;
    }
}
