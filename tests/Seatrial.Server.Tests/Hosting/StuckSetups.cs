using Seatrial.Core;
using Seatrial.Core.Runs;

namespace Seatrial.Server.Tests.Hosting;

/// <summary>A catalogue whose snapshots never open (runs stay queued), or are all gone (runs close inconclusive).</summary>
/// <param name="isGone">Which of the two.</param>
internal sealed class StuckSetups(bool isGone) : IRunSetupSource
{
    public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) =>
        ValueTask.FromResult("hash-1");

    public async ValueTask<RunSetup> OpenAsync(
        string project,
        string projectHash,
        string environment,
        CancellationToken cancellationToken)
    {
        if (!isGone)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        throw new SeatrialException("snapshot-gone", $"The snapshot {projectHash} is gone.");
    }
}
