namespace Seatrial.Flows.Cleaning;

/// <summary>The promises of an attempt, in the order made. Thread-safe: lanes of a block make theirs side by side.</summary>
internal sealed class CleanupList
{
    private readonly Lock _gate = new();
    private readonly List<PendingCleanup> _pending = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Takes an id for a promise of a called flow or a lane, which may be made more than once; false when it is taken.</summary>
    public bool TakeId(string id)
    {
        lock (_gate)
        {
            return _ids.Add(id);
        }
    }

    public void Add(PendingCleanup cleanup)
    {
        lock (_gate)
        {
            _pending.Add(cleanup);
        }
    }

    public void Remove(PendingCleanup cleanup)
    {
        lock (_gate)
        {
            _pending.Remove(cleanup);
        }
    }

    /// <summary>What is still to be undone, last in first out.</summary>
    public PendingCleanup[] LastInFirstOut()
    {
        lock (_gate)
        {
            return [.. Enumerable.Reverse(_pending)];
        }
    }
}
