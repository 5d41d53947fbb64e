namespace Seatrial.Telemetry.Intake;

/// <summary>What one request holds of the gate's bounds until it is disposed of. For one thread at a time.</summary>
/// <param name="gate">The gate.</param>
internal sealed class IntakeTicket(IntakeGate gate) : IDisposable
{
    private IntakeGate? _gate = gate;
    private long _bytes;

    /// <summary>Asks for room for so many bytes altogether.</summary>
    internal bool TryHold(long bytes)
    {
        if (bytes <= _bytes)
        {
            return true;
        }

        if (_gate?.TryTake(bytes - _bytes) != true)
        {
            return false;
        }

        _bytes = bytes;
        return true;
    }

    public void Dispose()
    {
        _gate?.Leave(_bytes);
        _gate = null;
    }
}
