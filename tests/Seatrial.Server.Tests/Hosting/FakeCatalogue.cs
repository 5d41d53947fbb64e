using Seatrial.Core.Runs;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Tests.Hosting;

/// <summary>A catalogue of one project.</summary>
/// <param name="setups">What its snapshots do.</param>
internal sealed class FakeCatalogue(IRunSetupSource setups) : IProjectCatalogue
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<ServedProject> Projects { get; init; } =
    [
        new ServedProject(
            "shop",
            new HashSet<string>(["orders"], StringComparer.Ordinal),
            [new ServedPlace("local", [TestServer.Secret])]),
    ];

    public ServerFile? Told { get; private set; }

    /// <summary>Ends when a run was opened.</summary>
    public Task Opened => _opened.Task;

    /// <summary>What is done once it listens.</summary>
    public Func<Task> WhenServing { get; init; } = static () => Task.CompletedTask;

    public Task OnServingAsync(ServerFile server, CancellationToken cancellationToken)
    {
        Told = server;
        return WhenServing();
    }

    public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) =>
        setups.CurrentHashAsync(project, cancellationToken);

    public ValueTask<RunSetup> OpenAsync(
        string project,
        string projectHash,
        string environment,
        CancellationToken cancellationToken)
    {
        _opened.TrySetResult();
        return setups.OpenAsync(project, projectHash, environment, cancellationToken);
    }
}
