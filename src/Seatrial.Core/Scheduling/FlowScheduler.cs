using Seatrial.Core.Flows;

namespace Seatrial.Core.Scheduling;

/// <summary>Hands out flows in order under a limit, never two that share a lock, and a load only when nothing else runs or could run.</summary>
/// <remarks>Not thread-safe: one loop asks it.</remarks>
public sealed class FlowScheduler
{
    private readonly List<FlowHeader> _waiting;
    private readonly HashSet<string> _heldLocks = new(StringComparer.Ordinal);
    private readonly int _parallel;
    private int _running;
    private bool _isLoaded;

    /// <summary>Creates the scheduler.</summary>
    /// <param name="order">The flows, in order of start.</param>
    /// <param name="parallel">How many may run at once, from 1.</param>
    public FlowScheduler(IEnumerable<FlowHeader> order, int parallel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallel, 1);
        _waiting = [.. order];
        _parallel = parallel;
    }

    /// <summary>How many flows were handed out and not given back.</summary>
    public int Running => _running;

    /// <summary>The next flow that may start now, or null.</summary>
    /// <param name="mayStart">Leaves out flows that are not to start (any more).</param>
    public FlowHeader? TakeNext(Func<FlowHeader, bool> mayStart)
    {
        if (_running >= _parallel || _isLoaded)
        {
            return null;
        }

        for (int i = 0; i < _waiting.Count; i++)
        {
            FlowHeader flow = _waiting[i];
            if (mayStart(flow) && !flow.Locks.Any(_heldLocks.Contains) && (flow.Load is null || IsQuiet(mayStart)))
            {
                _isLoaded = flow.Load is not null;
                _waiting.RemoveAt(i);
                _heldLocks.UnionWith(flow.Locks);
                _running++;
                return flow;
            }
        }

        return null;
    }

    /// <summary>Gives a flow back: its place and its locks are free.</summary>
    /// <param name="flow">The flow.</param>
    public void Release(FlowHeader flow)
    {
        _running--;
        _isLoaded = false;
        _heldLocks.ExceptWith(flow.Locks);
    }

    /// <summary>Whether a load disturbs nobody and nobody disturbs it.</summary>
    private bool IsQuiet(Func<FlowHeader, bool> mayStart) => _running == 0 && !_waiting.Exists(f => f.Load is null && mayStart(f));
}
