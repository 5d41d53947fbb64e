namespace Seatrial.TestKit;

/// <summary>
/// Polls what cannot be awaited: a file, a port, another process's state. Everything else is awaited itself.
/// The deadline is generous; a test that reaches it fails with what was seen last.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until a condition holds.</summary>
    public static Task IsTrueAsync(
        Func<bool> condition,
        string description,
        CancellationToken cancellationToken,
        TimeSpan? within = null) =>
        ReachesAsync(() => Task.FromResult(condition()), value => value, description, cancellationToken, within);

    /// <summary>Looks again and again until what it sees satisfies a condition, and returns that.</summary>
    /// <param name="look">Reads the state.</param>
    /// <param name="accept">Whether this is the state waited for.</param>
    /// <param name="description">What is waited for, for the failure's text.</param>
    /// <param name="cancellationToken">The test's token.</param>
    /// <param name="within">How long at most; a minute by default.</param>
    public static async Task<T> ReachesAsync<T>(
        Func<Task<T>> look,
        Func<T, bool> accept,
        string description,
        CancellationToken cancellationToken,
        TimeSpan? within = null)
    {
        var patience = within ?? DefaultPatience;
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (accept(seen))
            {
                return seen;
            }

            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"Not within {patience.TotalSeconds:0} s: {description}. Seen last: {seen}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }
}
