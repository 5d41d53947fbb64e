using System.Collections.Immutable;
using Seatrial.Cli.Projects;
using Seatrial.Core;
using Seatrial.Core.Documents;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Releases;
using Seatrial.Environments.Supervision;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.Project.Yaml;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Deploying;

/// <summary>Deploys releases to one environment of local processes, through its supervisor.</summary>
/// <param name="place">Where the project lies.</param>
/// <param name="project">The project.</param>
/// <param name="environment">The environment.</param>
/// <param name="clock">The clock.</param>
internal sealed class ReleaseDeployer(ProjectPlace place, ProjectModel project, EnvironmentModel environment, TimeProvider clock)
{
    private readonly ProcessEnvironment _processes = ProcessPlaces.Open(place, environment.Name, clock);

    /// <summary>The environment's processes.</summary>
    public ProcessEnvironment Processes => _processes;

    /// <summary>Deploys a release and waits until it serves. The supervisor tells the server of it, if one serves the project.</summary>
    /// <param name="manifest">The manifest's file.</param>
    /// <param name="cancellationToken">Ends the wait, not the deployment.</param>
    /// <exception cref="SeatrialException">The manifest or the environment cannot be used.</exception>
    public async Task<OperationReport> DeployAsync(string manifest, CancellationToken cancellationToken)
    {
        SecretResolver secrets = new(project, allowCommands: true, new Masker());
        EnvironmentScope scope = new(project, environment, secrets, ImmutableDictionary<string, string>.Empty);
        ReleasePlan plan = ReleasePlanner.Plan(Spec(), Manifest(manifest), project.Folder, scope.Expand);
        await _processes.EnsureSupervisorAsync(cancellationToken);
        if (ServerFile.Read(place.State) is { } server)
        {
            await ConfigureAsync(server, cancellationToken);
        }

        return await _processes.DeployAsync(plan, $"deploy-{Guid.NewGuid():n}", System.Environment.UserName, cancellationToken);
    }

    /// <summary>Tells the supervisor whom to tell of deployments, and where services send telemetry.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task ConfigureAsync(ServerFile server, CancellationToken cancellationToken) => _processes.ConfigureAsync(
        new WebhookTarget(server.Api, project.Name, environment.Name, WebhookSecrets.Current(place, project, environment)),
        server.OtlpGrpc?.AbsoluteUri,
        cancellationToken);

    private ProcessSpec Spec()
    {
        ReleaseReading<ProcessSpec> reading = environment.Process is { } process
            ? ReleaseReader.ReadSpec(process)
            : throw new SeatrialException("environment-not-deployable", $"Environment {environment.Name} has no process deployer: add 'process:' to it in seatrial.yaml, or deploy with your own tools and tell with 'seatrial notify deployment'.");
        return reading.Value ?? throw Wrong("seatrial.yaml", reading.Diagnostics);
    }

    private static ReleaseManifest Manifest(string file)
    {
        string text = File.Exists(file)
            ? File.ReadAllText(file)
            : throw new SeatrialException("release-not-found", $"There is no release manifest {file}.");
        List<Diagnostic> found = [];
        DocumentNode? document = YamlReader.Read(file, text, found.Add);
        ReleaseReading<ReleaseManifest>? reading = document is null ? null : ReleaseReader.ReadManifest(document);
        return reading?.Value ?? throw Wrong(file, [.. found, .. reading?.Diagnostics ?? []]);
    }

    private static SeatrialException Wrong(string file, ImmutableArray<Diagnostic> found) => new(
        "release-invalid",
        $"{file} cannot be used: {string.Join(" ", found.Select(diagnostic => $"{diagnostic.Span}: {diagnostic.Message} {diagnostic.Hint}"))}");
}
