namespace Seatrial.Telemetry.Signals;

/// <summary>What is kept for one run: which traces, and what they weigh together.</summary>
/// <param name="runId">The run.</param>
/// <param name="order">The higher, the later it was first seen.</param>
internal sealed class RunPartition(string runId, long order)
{
    private readonly Lock _gate = new();
    private readonly HashSet<UInt128> _traces = [];
    private bool _isClosed;
    private volatile bool _isPinned;
    private volatile bool _isAnnounced;

    internal string RunId { get; } = runId;

    internal long Order { get; } = order;

    /// <summary>Whether others are evicted first.</summary>
    internal bool IsPinned
    {
        get => _isPinned;
        set => _isPinned = value;
    }

    /// <summary>Whether we announced it, and not only some span named it; those leave first, for anybody can name runs.</summary>
    internal bool IsAnnounced
    {
        get => _isAnnounced;
        set => _isAnnounced = value;
    }

    /// <summary>Who leaves first: the lowest.</summary>
    internal (bool IsPinned, bool IsAnnounced, long Order) Rank => (_isPinned, _isAnnounced, Order);

    /// <summary>Takes a trace in.</summary>
    /// <returns>False once the run was closed; then a new partition has to be made.</returns>
    internal bool TryAdd(UInt128 traceId)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            _traces.Add(traceId);
            return true;
        }
    }

    internal void Remove(UInt128 traceId)
    {
        lock (_gate)
        {
            _traces.Remove(traceId);
        }
    }

    /// <summary>Takes no more traces in, and tells those it has.</summary>
    internal UInt128[] Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return [.. _traces];
        }
    }
}
