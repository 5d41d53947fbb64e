namespace Seatrial.Telemetry.Signals;

/// <summary>Remembers the last runs let go of, so that a late span of theirs does not bring them back.</summary>
internal sealed class DepartedRuns
{
    private const int Capacity = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, bool> _runs = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    internal void Add(string runId, bool wasEvicted)
    {
        lock (_gate)
        {
            if (_runs.TryAdd(runId, wasEvicted))
            {
                _order.Enqueue(runId);
            }
            else
            {
                _runs[runId] |= wasEvicted;
            }

            while (_order.Count > Capacity)
            {
                _runs.Remove(_order.Dequeue());
            }
        }
    }

    internal bool Contains(string runId)
    {
        lock (_gate)
        {
            return _runs.ContainsKey(runId);
        }
    }

    /// <summary>Whether a bound, not its owner, let the run go.</summary>
    internal bool WasEvicted(string runId)
    {
        lock (_gate)
        {
            return _runs.GetValueOrDefault(runId);
        }
    }
}
