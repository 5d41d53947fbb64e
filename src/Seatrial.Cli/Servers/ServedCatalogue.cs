using System.Collections.Immutable;
using Seatrial.Cli.Deploying;
using Seatrial.Cli.Projects;
using Seatrial.Core;
using Seatrial.Core.Runs;
using Seatrial.Project.Loading;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Servers;

/// <summary>The projects a server was given.</summary>
internal sealed class ServedCatalogue : IProjectCatalogue, IDisposable
{
    private readonly ImmutableArray<(ProjectModel Model, ProjectSetups Setups)> _projects;
    private readonly TimeProvider _clock;

    /// <summary>Makes the catalogue.</summary>
    /// <param name="projects">The projects, loaded.</param>
    /// <param name="clock">The clock.</param>
    public ServedCatalogue(ImmutableArray<(ProjectModel Model, ProjectSetups Setups)> projects, TimeProvider clock)
    {
        _projects = projects;
        _clock = clock;
        Projects =
        [
            .. projects.Select(project => new ServedProject(
                project.Model.Name,
                project.Model.Services.Keys.ToImmutableHashSet(StringComparer.Ordinal),
                [.. project.Model.Environments.Values.Select(environment => new ServedPlace(
                    environment.Name, WebhookSecrets.All(project.Setups.Place, project.Model, environment)))])),
        ];
    }

    public IReadOnlyList<ServedProject> Projects { get; }

    public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) =>
        Find(project).CurrentHashAsync(project, cancellationToken);

    public ValueTask<RunSetup> OpenAsync(string project, string projectHash, string environment, CancellationToken cancellationToken) =>
        Find(project).OpenAsync(project, projectHash, environment, cancellationToken);

    /// <summary>Supervisors that run already learn where the server is now; the others learn it when something is deployed.</summary>
    public async Task OnServingAsync(ServerFile server, CancellationToken cancellationToken)
    {
        foreach ((ProjectModel model, ProjectSetups setups) in _projects)
        {
            foreach (EnvironmentModel environment in model.Environments.Values.Where(environment => environment.Process is not null))
            {
                ReleaseDeployer deployer = new(setups.Place, model, environment, _clock);
                if (await deployer.Processes.FindStatusAsync(cancellationToken) is not null)
                {
                    await deployer.ConfigureAsync(server, cancellationToken);
                }
            }
        }
    }

    public void Dispose()
    {
        foreach ((_, ProjectSetups setups) in _projects)
        {
            setups.Dispose();
        }
    }

    private ProjectSetups Find(string project)
    {
        ProjectSetups? found = _projects.FirstOrDefault(served => served.Model.Name == project).Setups;
        return found ?? throw new SeatrialException("project-not-served", $"The project {project} is not served here.");
    }
}
