namespace Seatrial.Flows.Authentication;

/// <summary>The tokens of runs: fetched once a run and provider however many flows ask at once, and renewed before they end.</summary>
/// <remarks>
/// A refusal is remembered for a short while too: a wrong password tried once for each of a thousand flows locks an account.
/// Runs that nobody asked about for a while are forgotten, so that a server's memory does not grow with its runs.
/// </remarks>
/// <param name="timeProvider">The clock.</param>
internal sealed class TokenCache(TimeProvider timeProvider)
{
    private static readonly TimeSpan FetchLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RefusalKept = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RunKept = TimeSpan.FromMinutes(15);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string RunId, string Provider), Entry> _entries = [];

    /// <summary>How many tokens are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <param name="runId">The run.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="fetch">Fetches a token; its cancellation is not the caller's, since others may wait for the same token.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <exception cref="AuthenticationFailedException">No token came.</exception>
    public async Task<string> GetAsync(
        string runId,
        string provider,
        Func<CancellationToken, Task<IssuedToken>> fetch,
        CancellationToken cancellationToken)
    {
        Task<IssuedToken> flight;
        lock (_gate)
        {
            DateTimeOffset now = timeProvider.GetUtcNow();
            if (!_entries.TryGetValue((runId, provider), out Entry? entry))
            {
                ForgetOldRunsNeedsLock(now);
                entry = new Entry();
                _entries.Add((runId, provider), entry);
            }

            entry.LastUse = now;
            if (entry.Flight is null || now >= entry.GoodUntil)
            {
                entry.GoodUntil = DateTimeOffset.MaxValue;
                entry.Flight = FetchAsync(entry, fetch);
            }

            flight = entry.Flight;
        }

        IssuedToken token = await flight.WaitAsync(cancellationToken);
        return token.Value;
    }

    /// <summary>How long a token is used: four fifths of its lifetime, and not its last 30 s where it lives longer than a minute.</summary>
    internal static TimeSpan GoodFor(TimeSpan? lifetime)
    {
        if (lifetime is not { } life)
        {
            return TimeSpan.FromMinutes(30);
        }

        TimeSpan fourFifths = life * 0.8;
        TimeSpan early = life - TimeSpan.FromSeconds(30);
        return early > life / 2 && early < fourFifths ? early : fourFifths;
    }

    private async Task<IssuedToken> FetchAsync(Entry entry, Func<CancellationToken, Task<IssuedToken>> fetch)
    {
        // The lock is held until the first await: hand over before anything slow happens.
        await Task.Yield();
        using CancellationTokenSource limit = new(FetchLimit, timeProvider);
        bool isIssued = false;
        TimeSpan goodFor = RefusalKept;
        try
        {
            IssuedToken token = await fetch(limit.Token);
            goodFor = GoodFor(token.Lifetime);
            isIssued = true;
            return token;
        }
        finally
        {
            lock (_gate)
            {
                entry.GoodUntil = timeProvider.GetUtcNow() + (isIssued ? goodFor : RefusalKept);
            }
        }
    }

    private void ForgetOldRunsNeedsLock(DateTimeOffset now)
    {
        foreach ((string RunId, string Provider) key in _entries
            .Where(pair => now - pair.Value.LastUse > RunKept)
            .Select(static pair => pair.Key)
            .ToArray())
        {
            _entries.Remove(key);
        }
    }

    private sealed class Entry
    {
        public Task<IssuedToken>? Flight { get; set; }

        public DateTimeOffset GoodUntil { get; set; }

        public DateTimeOffset LastUse { get; set; }
    }
}
