using Seatrial.Core;
using Seatrial.Core.Runs;

namespace Seatrial.Server.Tests.Hosting;

/// <summary>A catalogue whose snapshots never open (runs stay queued), or are all gone (runs close inconclusive).</summary>
/// <param name="isGone">Which of the two.</param>
internal sealed class StuckSetups(bool isGone) : IRunSetupSource
{
    private readonly TaskCompletionSource _never = new();
    private int _defects;

    /// <summary>How many of the next openings fail as only a defect can.</summary>
    public int Defects
    {
        get => _defects;
        set => _defects = value;
    }

    public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) =>
        ValueTask.FromResult("hash-1");

    public async ValueTask<RunSetup> OpenAsync(
        string project,
        string projectHash,
        string environment,
        CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _defects) >= 0)
        {
            throw new InvalidOperationException("A defect.");
        }

        if (!isGone)
        {
            await _never.Task.WaitAsync(cancellationToken);
        }

        throw new SeatrialException("snapshot-gone", $"The snapshot {projectHash} is gone.");
    }
}
