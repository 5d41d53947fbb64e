using Seatrial.Project.Importing;

namespace Seatrial.Cli.Recording;

/// <summary>What went through a proxy so far, in the order in which it was sent. Kept in memory only: nothing of it is written before its secrets are out.</summary>
internal sealed class Recording
{
    private const int Most = 20_000;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, RecordedExchange> _exchanges = [];
    private int _next;

    /// <summary>The exchanges that are complete.</summary>
    public IReadOnlyList<RecordedExchange> Exchanges
    {
        get
        {
            lock (_gate)
            {
                return [.. _exchanges.Values];
            }
        }
    }

    /// <summary>A place for a request that begins now.</summary>
    public int Begin()
    {
        lock (_gate)
        {
            return _next++;
        }
    }

    public void End(int place, RecordedExchange exchange)
    {
        lock (_gate)
        {
            if (_exchanges.Count < Most)
            {
                _exchanges[place] = exchange;
            }
        }
    }
}
