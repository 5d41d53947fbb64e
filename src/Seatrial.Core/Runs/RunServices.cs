using Seatrial.Core.Journal;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Runs;

/// <summary>What every run of a driver shares.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Signals">The telemetry of runs.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Options">How the driver drives.</param>
/// <param name="Setups">Opens project snapshots.</param>
/// <param name="Observer">Watches, or null.</param>
internal sealed record RunServices(
    IJournal Journal,
    ISignalQuery Signals,
    TimeProvider Clock,
    RunDriverOptions Options,
    IRunSetupSource Setups,
    IRunObserver? Observer);
