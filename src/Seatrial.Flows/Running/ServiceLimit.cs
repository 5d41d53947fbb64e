using Seatrial.Project.Loading;

namespace Seatrial.Flows.Running;

/// <summary>Lets requests to one service through, no more than it is to be asked.</summary>
/// <remarks>
/// The rate is kept by the virtual scheduling of the generic cell rate algorithm: one time is remembered, whatever the burst.
/// Who gives up while waiting has used his turn up, so that the limit is never exceeded.
/// </remarks>
internal sealed class ServiceLimit(LimitPlan plan, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim? _places = plan.Concurrent is { } most ? new(most) : null;
    private readonly TimeSpan _gap = plan.Rate is { } rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next;

    public string InWords => plan.InWords;

    /// <summary>Waits for a turn.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        if (_places is not null)
        {
            await _places.WaitAsync(cancellationToken);
        }

        try
        {
            TimeSpan wait = TakeTurn();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Gives the place of a request back.</summary>
    public void Leave() => _places?.Release();

    public void Dispose() => _places?.Dispose();

    private TimeSpan TakeTurn()
    {
        if (plan.Rate is null)
        {
            return TimeSpan.Zero;
        }

        lock (_gate)
        {
            TimeSpan now = time.GetElapsedTime(_start);
            TimeSpan due = _next > now ? _next : now;
            _next = due + _gap;
            return due - (_gap * (plan.Burst - 1)) - now;
        }
    }
}
