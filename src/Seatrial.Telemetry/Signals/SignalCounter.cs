namespace Seatrial.Telemetry.Signals;

/// <summary>Counts what becomes of one kind of signal.</summary>
internal sealed class SignalCounter
{
    private long _received;
    private long _stored;
    private long _duplicates;
    private long _rejected;
    private long _dropped;
    private long _evicted;

    internal SignalCounts Current => new(
        Interlocked.Read(ref _received),
        Interlocked.Read(ref _stored),
        Interlocked.Read(ref _duplicates),
        Interlocked.Read(ref _rejected),
        Interlocked.Read(ref _dropped),
        Interlocked.Read(ref _evicted));

    internal void Count(in SignalCounts more)
    {
        Interlocked.Add(ref _received, more.Received);
        Interlocked.Add(ref _stored, more.Stored);
        Interlocked.Add(ref _duplicates, more.Duplicates);
        Interlocked.Add(ref _rejected, more.Rejected);
        Interlocked.Add(ref _dropped, more.Dropped);
        Interlocked.Add(ref _evicted, more.Evicted);
    }

    internal void CountEvicted(long count)
    {
        if (count != 0)
        {
            Interlocked.Add(ref _evicted, count);
        }
    }
}
