namespace Seatrial.Flows.Running;

/// <summary>A deadline within a deadline: the nearest one wins, and has a name for the failure text.</summary>
internal sealed class DeadlineScope : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource? _own;
    private readonly CancellationTokenSource? _linked;
    private readonly long _start;

    private DeadlineScope(TimeProvider time, string name, TimeSpan length, CancellationToken outer)
    {
        _time = time;
        _start = time.GetTimestamp();
        Name = name;
        Length = length;
        _own = new CancellationTokenSource(length, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_own.Token, outer);
        Token = _linked.Token;
    }

    private DeadlineScope(DeadlineScope outer)
    {
        _time = outer._time;
        _start = outer._start;
        Name = outer.Name;
        Length = outer.Length;
        Token = outer.Token;
    }

    /// <summary>What the nearest deadline is called, such as <c>the flow's within</c>.</summary>
    public string Name { get; }

    public TimeSpan Length { get; }

    /// <summary>Fires when the nearest deadline passes or the run is cancelled.</summary>
    public CancellationToken Token { get; }

    public TimeSpan Remaining => Length - _time.GetElapsedTime(_start);

    /// <summary>Such as <c>the flow's within 20 s</c>.</summary>
    public string Describe() => $"{Name} {Wording.Time(Length)}";

    /// <param name="run">Cancels with the run.</param>
    public static DeadlineScope Root(string name, TimeSpan length, TimeProvider time, CancellationToken run) =>
        new(time, name, length, run);

    /// <summary>A narrower deadline; the same one when there is none, or it would end later.</summary>
    public DeadlineScope Narrow(string name, TimeSpan? length) =>
        length is { } own && own < Remaining ? new DeadlineScope(_time, name, own, Token) : new DeadlineScope(this);

    public void Dispose()
    {
        _linked?.Dispose();
        _own?.Dispose();
    }
}
