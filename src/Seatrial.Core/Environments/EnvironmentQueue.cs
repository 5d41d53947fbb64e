#pragma warning disable // replaced shortly
using Seatrial.Core.Deployments;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Environments;

/// <summary>The queue of one environment: accepts deployments and drives their runs, one at a time.</summary>
/// <remarks>Plain class: a host only calls it. Accepting needs no lease; driving does.</remarks>
/// <param name="project">The project.</param>
/// <param name="environment">The environment.</param>
/// <param name="journal">The journal.</param>
/// <param name="setups">Opens project snapshots.</param>
/// <param name="driver">Drives runs.</param>
/// <param name="clock">The clock.</param>
public sealed class EnvironmentQueue(
    string project,
    string environment,
    IJournal journal,
    IRunSetupSource setups,
    RunDriver driver,
    TimeProvider clock)
{
    /// <summary>Accepts a deployment. Stored when this returns; nothing accepted is ever lost.</summary>
    /// <param name="deployment">What landed.</param>
    /// <param name="cancellationToken">Cancels before it is stored.</param>
    public Task<Acceptance> AcceptAsync(Deployment deployment, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Drives the environment's runs, first what an earlier process left unfinished, until cancelled.</summary>
    /// <param name="cancellationToken">Stops driving; what runs stays as it is and is resumed later.</param>
    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
