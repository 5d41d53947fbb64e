#pragma warning disable // replaced shortly
using Seatrial.Core.Journal;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Runs;

/// <summary>Drives one run from wherever its journal stands to its end.</summary>
/// <remarks>Plain class: a host only calls it. Safe to call again after a crash, from another process too.</remarks>
/// <param name="journal">The journal.</param>
/// <param name="setups">Opens project snapshots.</param>
/// <param name="signals">The telemetry of runs.</param>
/// <param name="clock">The clock.</param>
/// <param name="options">How it drives.</param>
/// <param name="observer">Watches, or null.</param>
public sealed class RunDriver(
    IJournal journal,
    IRunSetupSource setups,
    ISignalQuery signals,
    TimeProvider clock,
    RunDriverOptions options,
    IRunObserver? observer = null)
{
    /// <summary>Drives a run to its end.</summary>
    /// <param name="request">What the run is to verify; used only when its stream is still empty.</param>
    /// <param name="endings">Tells the driver to end the run without a verdict, and how.</param>
    /// <param name="cancellationToken">Stops driving; the run stays as it is and can be driven on later.</param>
    /// <returns>The closed run.</returns>
    public Task<RunState> DriveAsync(RunRequest request, RunEndSignal? endings, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
