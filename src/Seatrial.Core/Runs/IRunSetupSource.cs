namespace Seatrial.Core.Runs;

/// <summary>Opens project snapshots for runs, by hash, also long after the files changed.</summary>
public interface IRunSetupSource
{
    /// <summary>The hash of the snapshot that new runs execute.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken);

    /// <summary>Opens a snapshot in an environment.</summary>
    /// <param name="project">The project.</param>
    /// <param name="projectHash">The snapshot.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SeatrialException">The snapshot is gone or no longer valid; the message says which and what to do.</exception>
    ValueTask<RunSetup> OpenAsync(string project, string projectHash, string environment, CancellationToken cancellationToken);
}
