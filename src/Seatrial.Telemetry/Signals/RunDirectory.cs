using System.Collections.Concurrent;

namespace Seatrial.Telemetry.Signals;

/// <summary>The runs something is kept for.</summary>
internal sealed class RunDirectory
{
    private readonly ConcurrentDictionary<string, RunPartition> _runs = new(StringComparer.Ordinal);
    private readonly DepartedRuns _departed = new();
    private long _lastOrder;
    private int _count;

    internal int Count => Volatile.Read(ref _count);

    internal int PinnedCount => _runs.Values.Count(run => run.IsPinned);

    internal RunPartition? Find(string runId) => _runs.GetValueOrDefault(runId);

    /// <summary>The run that announces traces.</summary>
    internal RunPartition Announce(string runId)
    {
        var run = FindOrOpen(runId);
        run.IsAnnounced = true;
        return run;
    }

    /// <summary>The run a span says it belongs to; null when that run was let go of.</summary>
    internal RunPartition? Claim(string runId) =>
        Find(runId) ?? (_departed.Contains(runId) ? null : FindOrOpen(runId));

    internal bool WasEvicted(string runId) => _departed.WasEvicted(runId);

    /// <summary>The run to let go of next: the oldest; announced ones after those only named, pinned ones last.</summary>
    /// <param name="keep">The run room is made for.</param>
    internal RunPartition? OldestExcept(RunPartition? keep)
    {
        RunPartition? oldest = null;
        foreach (var (_, run) in _runs)
        {
            if (ReferenceEquals(run, keep))
            {
                continue;
            }

            if (oldest is null || run.Rank.CompareTo(oldest.Rank) < 0)
            {
                oldest = run;
            }
        }

        return oldest;
    }

    internal void Depart(string runId, bool wasEvicted) => _departed.Add(runId, wasEvicted);

    internal bool TryRemove(RunPartition run)
    {
        if (!_runs.TryRemove(KeyValuePair.Create(run.RunId, run)))
        {
            return false;
        }

        Interlocked.Decrement(ref _count);
        return true;
    }

    private RunPartition FindOrOpen(string runId)
    {
        if (_runs.TryGetValue(runId, out var run))
        {
            return run;
        }

        var opened = new RunPartition(runId, Interlocked.Increment(ref _lastOrder));
        run = _runs.GetOrAdd(runId, opened);
        if (ReferenceEquals(run, opened))
        {
            Interlocked.Increment(ref _count);
        }

        return run;
    }
}
