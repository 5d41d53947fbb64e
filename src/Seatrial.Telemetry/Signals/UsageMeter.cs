namespace Seatrial.Telemetry.Signals;

/// <summary>Adds up usage from many threads.</summary>
internal sealed class UsageMeter
{
    private long _traces;
    private long _bytes;
    private long _spans;
    private long _logs;

    internal SignalUsage Current => new(
        Interlocked.Read(ref _traces),
        Interlocked.Read(ref _bytes),
        Interlocked.Read(ref _spans),
        Interlocked.Read(ref _logs));

    internal void Add(in SignalUsage usage)
    {
        AddIfAny(ref _traces, usage.Traces);
        AddIfAny(ref _bytes, usage.Bytes);
        AddIfAny(ref _spans, usage.Spans);
        AddIfAny(ref _logs, usage.Logs);
    }

    internal void Subtract(in SignalUsage usage) =>
        Add(new SignalUsage(-usage.Traces, -usage.Bytes, -usage.Spans, -usage.Logs));

    private static void AddIfAny(ref long total, long value)
    {
        if (value != 0)
        {
            Interlocked.Add(ref total, value);
        }
    }
}
