using System.Collections.Concurrent;
using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Core.Runs;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Supervision;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Catalogue;

/// <summary>The projects a server was given, snapshotted, and every snapshot that runs still need.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ProjectCatalogue : IProjectCatalogue
{
    private readonly OpenerOptions _options;
    private readonly ProjectOpener _opener;
    private readonly SnapshotStore _snapshots;
    private readonly ImmutableDictionary<string, ProjectModel> _current;
    private readonly ConcurrentDictionary<(string Project, string Hash), ProjectModel> _opened = new();

    // Webhook secrets are made when somebody serves, not when the command line opens a project for one run.
    private readonly Lazy<IReadOnlyList<ServedProject>> _served;

    /// <summary>Makes the catalogue and keeps a snapshot of each project.</summary>
    /// <param name="options">How projects are opened.</param>
    /// <param name="opener">Opens them.</param>
    /// <param name="projects">The projects as loaded, valid ones, and the files they were loaded from.</param>
    public ProjectCatalogue(OpenerOptions options, ProjectOpener opener, IEnumerable<ProjectLoadResult> projects)
    {
        _options = options;
        _opener = opener;
        _snapshots = new(Path.Combine(options.StateFolder, "snapshots"));
        var current = ImmutableDictionary.CreateBuilder<string, ProjectModel>(StringComparer.Ordinal);
        foreach (ProjectLoadResult loaded in projects)
        {
            ProjectModel project = loaded.Project ?? throw new ArgumentException("A project with errors cannot be served.", nameof(projects));
            if (!current.TryAdd(project.Name, project))
            {
                throw new SeatrialException("project-twice", $"Two of the projects are called {project.Name}. Give one of them another name.");
            }

            _snapshots.Save(loaded.Sources);
            _opened[(project.Name, project.Hash)] = project;
        }

        _current = current.ToImmutable();
        _served = new(() => [.. _current.Values.Select(Describe)]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ServedProject> Projects => _served.Value;

    /// <inheritdoc/>
    public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Find(project).Hash);

    /// <inheritdoc/>
    public async ValueTask<RunSetup> OpenAsync(string project, string projectHash, string environment, CancellationToken cancellationToken)
    {
        ProjectModel model = _opened.GetOrAdd((project, projectHash), key => Load(key.Project, key.Hash));
        return await _opener.OpenAsync(model, environment, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task OnServingAsync(ServerFile server, CancellationToken cancellationToken)
    {
        foreach (ProjectModel project in _current.Values)
        {
            foreach (EnvironmentModel environment in project.Environments.Values.Where(e => e.Process is not null))
            {
                ProcessEnvironment processes = _opener.ProcessEnvironmentOf(project, environment.Name);
                await processes.EnsureSupervisorAsync(cancellationToken);
                WebhookTarget target = new(server.Api, project.Name, environment.Name, SecretsOf(project, environment)[0]);
                await processes.ConfigureAsync(target, server.OtlpGrpc?.ToString(), cancellationToken);
            }
        }
    }

    private ProjectModel Find(string project) => _current.GetValueOrDefault(project)
        ?? throw new SeatrialException("project-unknown", $"The project {project} is not served here. Served: {string.Join(", ", _current.Keys)}.");

    private ProjectModel Load(string project, string hash)
    {
        IReadOnlyDictionary<string, string> sources = _snapshots.Load(hash)
            ?? throw new SeatrialException("snapshot-gone", $"The snapshot {hash[..12]} of {project} is not in {_options.StateFolder} any more. Start a new run.");
        ProjectLoadResult loaded = _opener.Loader.Load(Find(project).Folder, sources);
        return loaded.Project
            ?? throw new SeatrialException("snapshot-invalid", $"The snapshot {hash[..12]} of {project} is not valid for this version of Seatrial: {loaded.Diagnostics.FirstOrDefault()?.Message} Start a new run.");
    }

    private ServedProject Describe(ProjectModel project) => new(
        project.Name,
        project.Services.Keys.ToHashSet(StringComparer.Ordinal),
        [.. project.Environments.Values.Select(e => new ServedPlace(e.Name, SecretsOf(project, e)))]);

    private ImmutableArray<string> SecretsOf(ProjectModel project, EnvironmentModel environment)
    {
        if (environment.WebhookSecrets.IsEmpty)
        {
            return [WebhookSecretFile.GetOrCreate(_options.StateFolder, project.Name, environment.Name)];
        }

        SecretResolver secrets = new(project, _options.AllowCommands, new Masker(), environment);
        return [.. environment.WebhookSecrets.Select(name => secrets.Resolve(name).Reveal())];
    }
}
