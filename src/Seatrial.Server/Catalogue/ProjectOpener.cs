using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Seatrial.Core;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Environments.Notifications;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Releases;
using Seatrial.Environments.Settling;
using Seatrial.Environments.Supervision;
using Seatrial.Flows;
using Seatrial.Flows.Cleaning;
using Seatrial.Flows.Http;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.Server.Browsing;

namespace Seatrial.Server.Catalogue;

/// <summary>Puts together what a run needs: runner, probe, remedies and notifier of a project in an environment.</summary>
/// <remarks>Thread-safe. Touches no web type: the command line uses it without a server.</remarks>
public sealed class ProjectOpener : IDisposable
{
    private readonly OpenerOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpTransport _transport;
    private readonly Lazy<HttpClient> _probeClient = new(HttpVersionProbe.CreateClient);
    private readonly FileNotifier _notifier;
    private readonly BrowserPlugIn _browser;

    /// <summary>Creates the opener.</summary>
    /// <param name="options">How projects are opened.</param>
    /// <param name="clock">The clock.</param>
    public ProjectOpener(OpenerOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _transport = new(new HttpTransportOptions(), clock);
        _notifier = new(Path.Combine(options.StateFolder, "notices.jsonl"), clock, NullLogger<FileNotifier>.Instance);
        _browser = new(options.Tell);
        Loader = new(FlowVerbs.All(_transport, options.AllowCommands, _browser)) { CheckProcess = ProcessPart.Check };
    }

    /// <summary>Loads projects with the verbs at hand.</summary>
    public ProjectLoader Loader { get; }

    /// <summary>The state folder of a project that is used from the command line.</summary>
    /// <param name="projectFolder">The project's folder.</param>
    public static string DefaultStateFolder(string projectFolder) => Path.Combine(projectFolder, ".seatrial");

    /// <summary>A process environment of a project; starts nothing. Two projects never share one, whatever they call it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    public ProcessEnvironment ProcessEnvironmentOf(ProjectModel project, string environment) => _options.EnvironmentsFolder is { } folder
        ? ProcessesIn(Path.Combine(folder, "environments", project.Name, environment))
        : LocalEnvironmentOf(project.Folder, environment);

    /// <summary>A process environment that is kept with its project, also when the project has become invalid or forgot it.</summary>
    /// <param name="projectFolder">The project's folder.</param>
    /// <param name="environment">The environment.</param>
    public ProcessEnvironment LocalEnvironmentOf(string projectFolder, string environment) =>
        ProcessesIn(Path.Combine(DefaultStateFolder(projectFolder), "environments", environment));

    /// <summary>Opens a project in an environment.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SeatrialException">The project has no such environment, or nothing runs in it.</exception>
    public async Task<RunSetup> OpenAsync(ProjectModel project, string environment, CancellationToken cancellationToken)
    {
        if (!project.Environments.TryGetValue(environment, out EnvironmentModel? model))
        {
            throw new SeatrialException(
                "environment-unknown",
                $"The project {project.Name} has no environment {environment}. It has: {string.Join(", ", project.Environments.Keys)}.");
        }

        await PrepareBrowserAsync(project, cancellationToken);
        ProcessEnvironment? processes = model.Process is null ? null : ProcessEnvironmentOf(project, environment);
        ImmutableDictionary<string, string> addresses = processes is null
            ? ImmutableDictionary<string, string>.Empty
            : await AddressesAsync(project, environment, processes, cancellationToken);
        Masker masker = new();
        SecretResolver secrets = new(project, _options.AllowCommands, masker, model);
        FlowRunner runner = new(project, environment, _transport, new FlowRunnerOptions
        {
            Secrets = secrets,
            Masker = masker,
            Sealer = new KeyFileSealer(Path.Combine(_options.StateFolder, "keys", "seal.key")),
            Addresses = addresses,
            Gate = _options.Gate,
        });
        ImmutableArray<IRemedy> remedies = processes is null ? [] : [new ProcessRollback(processes)];
        ProjectScope scope = new(model, addresses, secrets, _clock);
        return new(
            project.Hash,
            [.. project.Flows.Values.Where(f => f.Inputs.Values.All(v => v is not null)).Select(f => f.Header).Where(model.Runs)],
            _options.IsShadow ? model.Policy with { Mode = RunMode.Shadow } : model.Policy,
            runner,
            ProbeOf(project, scope, processes),
            remedies,
            _notifier);
    }

    /// <summary>What takes long to get a browser is no part of a step's time. That there is none, the step says that needs it.</summary>
    private async Task PrepareBrowserAsync(ProjectModel project, CancellationToken cancellationToken)
    {
        if (!project.Flows.Values.Any(static flow => NeedsBrowser(flow.Steps)))
        {
            return;
        }

        try
        {
            await _browser.PrepareAsync(cancellationToken);
        }
        catch (SeatrialException)
        {
            // See above.
        }
    }

    private static bool NeedsBrowser(IEnumerable<StepPlan> steps) =>
        steps.Any(static step => step.Verb == "browser" || (step.Action is IBlockAction block && block.Branches.Any(static branch => NeedsBrowser(branch))));

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        _notifier.Dispose();
        if (_probeClient.IsValueCreated)
        {
            _probeClient.Value.Dispose();
        }
    }

    /// <summary>The addresses of the services of a process environment, through its gateway.</summary>
    private static async Task<ImmutableDictionary<string, string>> AddressesAsync(
        ProjectModel project,
        string environment,
        ProcessEnvironment processes,
        CancellationToken cancellationToken)
    {
        SupervisorStatus status = await processes.FindStatusAsync(cancellationToken)
            ?? throw new SeatrialException(
                "environment-down",
                $"Nothing runs in {environment}: no supervisor answers. Deploy to it first: seatrial deploy RELEASE --project {project.Folder} --env {environment}.",
                isTransient: true);
        return project.Services.Keys.ToImmutableDictionary(
            name => name,
            name => ProcessEnvironment.AddressOf(status, name).ToString().TrimEnd('/'),
            StringComparer.Ordinal);
    }

    private HttpVersionProbe? ProbeOf(ProjectModel project, ProjectScope scope, ProcessEnvironment? processes)
    {
        List<VersionEndpoint> endpoints = [];
        foreach (ServiceModel service in project.Services.Values)
        {
            if (scope.TryGet(service.Name, out FlowValue address) && Uri.TryCreate(address.ToText(), UriKind.Absolute, out Uri? uri)
                && VersionEndpoint.Of(service, uri) is { } endpoint)
            {
                endpoints.Add(endpoint);
            }
        }

        return endpoints.Count == 0
            ? null
            : new(endpoints, _probeClient.Value, _clock, processes is null ? null : processes.ObserveAsync);
    }

    private ProcessEnvironment ProcessesIn(string folder) => new(new ProcessEnvironmentOptions
    {
        StateFolder = folder,
        SuperviseCommand = _options.SuperviseCommand,
        TimeProvider = _clock,
    });
}
