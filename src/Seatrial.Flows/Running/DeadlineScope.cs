namespace Seatrial.Flows.Running;

/// <summary>A deadline within a deadline: the nearest one wins, and has a name for the failure text.</summary>
internal sealed class DeadlineScope : IDisposable
{
    private readonly Clock _clock;
    private readonly bool _isOwner;
    private readonly CancellationTokenSource? _linked;

    private DeadlineScope(Clock clock, string name, CancellationToken outer, CancellationToken stop)
    {
        _clock = clock;
        _isOwner = true;
        Name = name;
        Stop = stop;
        _linked = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, outer);
        Token = _linked.Token;
    }

    private DeadlineScope(DeadlineScope outer)
    {
        _clock = outer._clock;
        Name = outer.Name;
        Stop = outer.Stop;
        Token = outer.Token;
    }

    /// <summary>What the nearest deadline is called, such as <c>the flow's within</c>.</summary>
    public string Name { get; }

    public TimeSpan Length => _clock.Length;

    /// <summary>Fires when the nearest deadline passes or the run is cancelled.</summary>
    public CancellationToken Token { get; }

    /// <summary>Fires when the run is cancelled, whatever the deadlines are.</summary>
    public CancellationToken Stop { get; }

    public TimeSpan Remaining => _clock.Remaining;

    /// <summary>Such as <c>the flow's within 20 s</c>.</summary>
    public string Describe() => $"{Name} {Wording.Time(Length)}";

    /// <param name="run">Cancels with the run.</param>
    public static DeadlineScope Root(string name, TimeSpan length, TimeProvider time, CancellationToken run) =>
        new(new Clock(time, length, outer: null), name, run, run);

    /// <summary>A narrower deadline; the same one when there is none, or it would end later.</summary>
    public DeadlineScope Narrow(string name, TimeSpan? length) =>
        length is { } own && own < Remaining ? new DeadlineScope(new Clock(_clock.Time, own, _clock), name, Token, Stop) : new DeadlineScope(this);

    /// <summary>Stops the clock of this deadline and of those around it, until what is returned is disposed: what goes on meanwhile is not the product's time.</summary>
    /// <remarks>Whatever else goes on within the outer deadlines, such as another lane, is given that time, too.</remarks>
    public IDisposable Hold() => new Held(_clock);

    public void Dispose()
    {
        _linked?.Dispose();
        if (_isOwner)
        {
            _clock.Dispose();
        }
    }

    /// <summary>The time of one deadline. It runs unless somebody holds it.</summary>
    private sealed class Clock(TimeProvider time, TimeSpan length, Clock? outer) : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly CancellationTokenSource _own = new(length, time);
        private readonly long _start = time.GetTimestamp();
        private TimeSpan _held;
        private long _heldSince;
        private int _holders;

        public TimeProvider Time => time;

        public TimeSpan Length => length;

        public CancellationToken Token => _own.Token;

        public TimeSpan Remaining
        {
            get
            {
                lock (_gate)
                {
                    return RemainingNeedsLock();
                }
            }
        }

        public void Hold()
        {
            lock (_gate)
            {
                if (_holders++ == 0)
                {
                    _heldSince = time.GetTimestamp();
                    _own.CancelAfter(Timeout.InfiniteTimeSpan);
                }
            }

            outer?.Hold();
        }

        public void Release()
        {
            lock (_gate)
            {
                if (--_holders == 0)
                {
                    _held += time.GetElapsedTime(_heldSince);
                    TimeSpan remaining = RemainingNeedsLock();
                    _own.CancelAfter(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
                }
            }

            outer?.Release();
        }

        public void Dispose() => _own.Dispose();

        private TimeSpan RemainingNeedsLock() =>
            length - time.GetElapsedTime(_start) + _held + (_holders > 0 ? time.GetElapsedTime(_heldSince) : TimeSpan.Zero);
    }

    private sealed class Held : IDisposable
    {
        private Clock? _clock;

        public Held(Clock clock)
        {
            clock.Hold();
            _clock = clock;
        }

        public void Dispose() => Interlocked.Exchange(ref _clock, null)?.Release();
    }
}
