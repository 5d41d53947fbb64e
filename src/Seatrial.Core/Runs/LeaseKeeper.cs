using Seatrial.Core.Journal;

namespace Seatrial.Core.Runs;

/// <summary>Holds a lease while a run is driven: renews it in time, and says when it is lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly IJournal _journal;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _duration;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _renewing;
    private Lease _lease;

    private LeaseKeeper(IJournal journal, Lease lease, TimeSpan duration, TimeProvider clock)
    {
        _journal = journal;
        _lease = lease;
        _duration = duration;
        _clock = clock;
        _renewing = RenewAsync();
    }

    /// <summary>The lease as first acquired; its epoch is what appends are made under.</summary>
    public Lease Lease => _lease;

    /// <summary>Cancelled when the lease is lost: whoever drives must stop at once.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes a lease, waiting until whoever holds it lets go or its time is over.</summary>
    public static async Task<LeaseKeeper> AcquireAsync(
        IJournal journal,
        StreamId stream,
        RunDriverOptions options,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            Lease? lease = await journal.TryAcquireLeaseAsync(stream, options.Owner, options.LeaseDuration, cancellationToken);
            if (lease is not null)
            {
                return new(journal, lease, options.LeaseDuration, clock);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), clock, cancellationToken);
        }
    }

    /// <summary>Gives the lease back, so that nobody waits for its time to be over.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.CancelNow();
        await _renewing;
        if (!_lost.IsCancellationRequested)
        {
            await _journal.ReleaseLeaseAsync(_lease, CancellationToken.None);
        }

        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_duration / 3, _clock, _stop.Token);
                Lease? renewed = await _journal.RenewLeaseAsync(_lease, _duration, _stop.Token);
                if (renewed is null)
                {
                    _lost.CancelNow();
                    return;
                }

                _lease = renewed;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (SeatrialException)
        {
            // The store cannot be reached: another process may take over once the lease ends, so this one must stop.
            _lost.CancelNow();
        }
    }
}
