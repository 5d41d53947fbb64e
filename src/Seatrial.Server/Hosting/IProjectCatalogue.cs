using Seatrial.Core.Runs;

namespace Seatrial.Server.Hosting;

/// <summary>The projects a server serves, and their snapshots for runs.</summary>
public interface IProjectCatalogue : IRunSetupSource
{
    /// <summary>The projects.</summary>
    IReadOnlyList<ServedProject> Projects { get; }

    /// <summary>The server listens: environments that have a supervisor tell it where telemetry and webhooks go.</summary>
    /// <param name="server">Where it listens.</param>
    /// <param name="cancellationToken">Ends the telling.</param>
    Task OnServingAsync(ServerFile server, CancellationToken cancellationToken);
}
