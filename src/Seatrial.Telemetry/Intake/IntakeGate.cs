using Microsoft.Extensions.Options;

namespace Seatrial.Telemetry.Intake;

/// <summary>
/// Lets in as many requests, with as many bytes, as may be at work at once. Nobody waits: who finds it full is told so.
/// </summary>
/// <param name="options">The bounds.</param>
internal sealed class IntakeGate(IOptions<IntakeOptions> options)
{
    private readonly IntakeOptions _options = options.Value;
    private int _requests;
    private long _bytes;

    internal IntakeTicket? TryEnter()
    {
        if (Interlocked.Increment(ref _requests) <= _options.MaxConcurrentRequests)
        {
            return new IntakeTicket(this);
        }

        Interlocked.Decrement(ref _requests);
        return null;
    }

    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= _options.MaxInFlightBytes)
        {
            return true;
        }

        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    internal void Leave(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Decrement(ref _requests);
    }
}
