using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Seatrial.Core;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Environments.Notifications;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Settling;
using Seatrial.Flows;
using Seatrial.Flows.Cleaning;
using Seatrial.Flows.Http;
using Seatrial.Flows.Running;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;

namespace Seatrial.Cli.Projects;

/// <summary>Opens one project's snapshots for runs: the place where project, flows and environments are put together.</summary>
/// <param name="place">Where the project lies.</param>
/// <param name="clock">The clock.</param>
/// <param name="allowCommands">Whether secrets may come from commands.</param>
internal sealed class ProjectSetups(ProjectPlace place, TimeProvider clock, bool allowCommands) : IRunSetupSource, IDisposable
{
    private readonly ConcurrentDictionary<string, ProjectModel> _models = new(StringComparer.Ordinal);
    private readonly SnapshotStore _snapshots = new(place.Snapshots);
    private readonly HttpTransport _transport = new(new HttpTransportOptions(), clock);
    private readonly HttpClient _probing = HttpVersionProbe.CreateClient();
    private readonly FileNotifier _notifier = new(place.Notices, clock, NullLogger<FileNotifier>.Instance);
    private string? _current;

    /// <summary>Where the project lies.</summary>
    public ProjectPlace Place => place;

    /// <summary>Reads the project's files and keeps them as a snapshot, which new runs then execute.</summary>
    /// <param name="tell">Takes what was found.</param>
    /// <returns>The project; null when there was an error.</returns>
    public ProjectModel? Load(Action<ProjectLoadResult> tell)
    {
        ProjectLoadResult result = Loader().Load(place.Folder);
        tell(result);
        if (result.Project is { } model)
        {
            _current = _snapshots.Save(result.Sources);
            _models[_current] = model;
        }

        return result.Project;
    }

    public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_current ?? throw new InvalidOperationException("The project was not loaded."));

    public async ValueTask<RunSetup> OpenAsync(string project, string projectHash, string environment, CancellationToken cancellationToken)
    {
        ProjectModel model = _models.GetOrAdd(projectHash, Reload);
        if (!model.Environments.TryGetValue(environment, out EnvironmentModel? found))
        {
            throw new SeatrialException("environment-unknown", $"{model.Name} has no environment {environment}. It has: {string.Join(", ", model.Environments.Keys)}.");
        }

        ProcessEnvironment? processes = found.Process is null ? null : ProcessPlaces.Open(place, environment, clock);
        ImmutableDictionary<string, string> addresses = processes is null
            ? ImmutableDictionary<string, string>.Empty
            : await AddressesAsync(model, processes, environment, cancellationToken);
        Masker masker = new();
        SecretResolver secrets = new(model, allowCommands, masker);
        FlowRunnerOptions options = new()
        {
            Secrets = secrets,
            Masker = masker,
            Sealer = new KeyFileSealer(place.SealKey),
            Addresses = addresses,
        };
        return new RunSetup(
            projectHash,
            [.. model.Flows.Values.Select(flow => flow.Header)],
            found.Policy,
            new FlowRunner(model, environment, _transport, options),
            Probe(model, new EnvironmentScope(model, found, secrets, addresses), processes),
            Remedies(processes),
            _notifier);
    }

    public void Dispose()
    {
        _transport.Dispose();
        _probing.Dispose();
        _notifier.Dispose();
    }

    private static async Task<ImmutableDictionary<string, string>> AddressesAsync(
        ProjectModel model, ProcessEnvironment processes, string environment, CancellationToken cancellationToken)
    {
        Seatrial.Environments.Supervision.SupervisorStatus status = await processes.FindStatusAsync(cancellationToken)
            ?? throw new SeatrialException("environment-down", $"Nothing runs in {environment}. Deploy something first: seatrial deploy RELEASE --env {environment}.");
        return model.Services.Keys.ToImmutableDictionary(
            name => name,
            name => ProcessEnvironment.AddressOf(status, name).AbsoluteUri,
            StringComparer.Ordinal);
    }

    private static ImmutableArray<IRemedy> Remedies(ProcessEnvironment? processes) =>
        processes is null ? [] : [new ProcessRollback(processes)];

    private HttpVersionProbe? Probe(ProjectModel model, EnvironmentScope scope, ProcessEnvironment? processes)
    {
        List<VersionEndpoint> endpoints = [];
        foreach (ServiceModel service in model.Services.Values)
        {
            if (service.VersionPath is { } path && scope.TryGet(service.Name, out Core.Flows.FlowValue address))
            {
                Uri uri = new($"{address.ToText().TrimEnd('/')}/{path.TrimStart('/')}");
                endpoints.Add(new VersionEndpoint(service.Name, uri, answer => VersionText.Read(service, answer)));
            }
        }

        return endpoints.Count == 0
            ? null
            : new HttpVersionProbe(endpoints, _probing, clock, processes is null ? null : processes.ObserveAsync);
    }

    private ProjectModel Reload(string hash)
    {
        IReadOnlyDictionary<string, string> sources = _snapshots.Load(hash)
            ?? throw new SeatrialException("snapshot-gone", $"The snapshot {hash[..Math.Min(12, hash.Length)]} of the project is no longer in {place.Snapshots}. Start a new run.");
        ProjectLoadResult result = Loader().Load(place.Folder, sources);
        return result.Project
            ?? throw new SeatrialException("snapshot-invalid", $"The snapshot {hash[..12]} is not valid for this version of Seatrial: {result.Diagnostics[0].Message} Start a new run.");
    }

    private ProjectLoader Loader() => new(FlowVerbs.All(_transport));
}
