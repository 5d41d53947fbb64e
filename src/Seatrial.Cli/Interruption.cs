using System.Runtime.InteropServices;

namespace Seatrial.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks for an orderly end with all cleanups, the second ends at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    private Interruption() =>
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];

    public CancellationToken Stop => _stop.Token;

    public static Interruption Listen() => new();

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) == 1)
        {
            _ = _stop.CancelAsync();
        }
        else
        {
            Environment.Exit((int)ExitCode.Cancelled);
        }
    }
}
