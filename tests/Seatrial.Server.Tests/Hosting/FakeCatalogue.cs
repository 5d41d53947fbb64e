using Seatrial.Core.Runs;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Tests.Hosting;

/// <summary>A catalogue of one project.</summary>
/// <param name="setups">What its snapshots do.</param>
internal sealed class FakeCatalogue(IRunSetupSource setups) : IProjectCatalogue
{
    public IReadOnlyList<ServedProject> Projects { get; } =
    [
        new ServedProject(
            "shop",
            new HashSet<string>(["orders"], StringComparer.Ordinal),
            [new ServedPlace("local", [TestServer.Secret])]),
    ];

    public ServerFile? Told { get; private set; }

    public Task OnServingAsync(ServerFile server, CancellationToken cancellationToken)
    {
        Told = server;
        return Task.CompletedTask;
    }

    public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) =>
        setups.CurrentHashAsync(project, cancellationToken);

    public ValueTask<RunSetup> OpenAsync(
        string project,
        string projectHash,
        string environment,
        CancellationToken cancellationToken) => setups.OpenAsync(project, projectHash, environment, cancellationToken);
}
