using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Seatrial.Environments.Supervision;

/// <summary>One life of a supervisor: what it found, what it does at the same time, and its end.</summary>
internal sealed partial class SupervisorSession : IDisposable
{
    private readonly StateStore _store;
    private readonly StatePaths _paths;
    private readonly SupervisorOptions _options;
    private readonly ILogger _logger;
    private readonly InstanceControl _control;
    private readonly InstanceProbe _probe = new();
    private readonly InstanceMonitor _monitor;
    private readonly WebhookOutbox _outbox;
    private readonly RolloutConclusion _conclusion;
    private readonly RolloutRunner _runner;
    private readonly OperationDesk _desk;
    private readonly ControlServer _server;
    private readonly TaskCompletionSource _stopAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SupervisorSession(StateStore store, StatePaths paths, SupervisorOptions options, ILogger logger)
    {
        _store = store;
        _paths = paths;
        _options = options;
        _logger = logger;
        _control = new InstanceControl(store, paths, options, logger);
        _monitor = new InstanceMonitor(store, _control, _probe, options, logger);
        _outbox = new WebhookOutbox(store, paths, options, logger);
        _conclusion = new RolloutConclusion(store, paths, _outbox, options, logger);
        _runner = new RolloutRunner(store, paths, _control, _probe, _conclusion, options, logger);
        _desk = new OperationDesk(store, _conclusion, options);
        _server = new ControlServer(AnswerAsync, options.TimeProvider, logger);
    }

    /// <summary>Takes over what an earlier supervisor left: processes whose number was never written down, and strays.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        string prefix = InstanceEnvironment.MarkerOf(_paths, string.Empty);
        Dictionary<string, ProcessIdentity> leaders = LeadersByInstance(prefix);
        await _store.ChangeAsync(
            state =>
            {
                SupervisorState next = state.GatewayPort == 0
                    ? WithPorts(state)
                    : state;
                foreach (ServiceInstance instance in state.Serving.Values.Concat(state.Gateway is { } gateway ? [gateway] : []))
                {
                    next = next.WithInstance(Adopt(instance, leaders));
                }

                return next.Rollout is { } rollout
                    ? next with
                    {
                        Rollout = rollout with
                        {
                            Steps = [.. rollout.Steps.Select(s => s.Candidate is null ? s : s with { Candidate = Adopt(s.Candidate, leaders) })],
                        },
                    }
                    : next;
            },
            cancellationToken);

        var known = _store.Current.Instances().Select(instance => instance.Id).ToHashSet(StringComparer.Ordinal);
        foreach ((string id, ProcessIdentity process) in leaders.Where(pair => !known.Contains(pair.Key)))
        {
            LogStray(_logger, id, process.Pid);
            process.Signal(PosixNative.Kill);
        }
    }

    public void Listen(string socket) => _server.Listen(socket);

    /// <summary>Works until stopped or cancelled; a fault of any part ends all.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var serving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task server = _server.RunAsync(serving.Token);
        Task[] parts = [_monitor.RunAsync(working.Token), RollAsync(working.Token), _outbox.RunAsync(working.Token)];

        await Task.WhenAny([.. parts, server, _stopAsked.Task]);
        await working.CancelAsync();
        try
        {
            await Task.WhenAll(parts);
        }
        catch (OperationCanceledException) when (_stopAsked.Task.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            await StopAllAsync(cancellationToken);
            _stopped.SetResult();
        }

        // Whoever asked is answered before the socket closes.
        await _server.DrainAsync(TimeSpan.FromSeconds(2));
        await serving.CancelAsync();
        await server.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public void Dispose()
    {
        _server.Dispose();
        _desk.Dispose();
        _outbox.Dispose();
        _probe.Dispose();
    }

    private async Task RollAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _runner.ContinueAsync(cancellationToken);
            await _desk.WaitForOrderAsync(cancellationToken);
        }
    }

    private async Task StopAllAsync(CancellationToken cancellationToken)
    {
        SupervisorState state = _store.Current;
        await Task.WhenAll(state.Instances()
            .Where(instance => instance.Id != state.Gateway?.Id)
            .Select(instance => _control.StopAsync(instance, cancellationToken)));
        if (state.Gateway is { } gateway)
        {
            await _control.StopAsync(gateway, cancellationToken);
        }

        if (state.Rollout is { } rollout)
        {
            _conclusion.Keep(RolloutConclusion.UnderWay(rollout) with
            {
                Progress = OperationProgress.Failed,
                Detail = "the environment was stopped while it was under way",
                At = _options.TimeProvider.GetUtcNow(),
            });
        }

        await _store.ChangeAsync(
            s => new SupervisorState
            {
                GatewayPort = s.GatewayPort,
                RouteRevision = s.RouteRevision + 1,
                LastInstance = s.LastInstance,
                Webhook = s.Webhook,
                TelemetryEndpoint = s.TelemetryEndpoint,
            },
            cancellationToken);
    }

    private async Task<ControlReply> AnswerAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case ControlRequest.Status:
                return new ControlReply { Status = Look() };
            case ControlRequest.Deploy deploy:
                return await _desk.DeployAsync(deploy, cancellationToken);
            case ControlRequest.Rollback rollback:
                return await _desk.RollBackAsync(rollback, cancellationToken);
            case ControlRequest.Operation operation:
                return new ControlReply { Operation = _conclusion.Find(operation.Key) };
            case ControlRequest.Configure configure:
                return await ConfigureAsync(configure, cancellationToken);
            case ControlRequest.Stop:
                _stopAsked.TrySetResult();
                await _stopped.Task.WaitAsync(cancellationToken);
                return new ControlReply();
            default:
                return ControlReply.Fault("the command is not known");
        }
    }

    private async Task<ControlReply> ConfigureAsync(ControlRequest.Configure request, CancellationToken cancellationToken)
    {
        // Whoever is told of deployments here also rolls them back: two projects on one environment would undo each other's.
        string? project = request.Webhook?.Project;
        SupervisorState state = await _store.ChangeAsync(
            s => IsAnothers(s, project)
                ? s
                : s with { Project = project ?? s.Project, Webhook = request.Webhook, TelemetryEndpoint = request.TelemetryEndpoint },
            cancellationToken);
        if (IsAnothers(state, project))
        {
            return ControlReply.Fault($"{_paths.Folder} is an environment of the project {state.Project}, not of {project}; stop it first, or give {project} a folder of its own");
        }

        _outbox.Retry();
        return new ControlReply { Status = Look() };
    }

    private static bool IsAnothers(SupervisorState state, string? project) =>
        project is not null && state.Project is { } owner && owner != project;

    /// <summary>A gateway that stays where it is, and a place for telemetry before anybody serves: a run from the command line takes it in there.</summary>
    private static SupervisorState WithPorts(SupervisorState state)
    {
        int gateway = FreePort.Find(ImmutableHashSet<int>.Empty);
        int telemetry = FreePort.Find(ImmutableHashSet.Create(gateway));
        return state with
        {
            GatewayPort = gateway,
            TelemetryEndpoint = state.TelemetryEndpoint ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{telemetry}/"),
        };
    }

    private SupervisorStatus Look()
    {
        SupervisorState state = _store.Current;
        return new SupervisorStatus(
            Environment.ProcessId,
            new Uri($"http://127.0.0.1:{state.GatewayPort}/"),
            state.Gateway?.Process?.IsAlive() == true,
            state.Release,
            [.. state.Serving.Values.OrderBy(i => i.Plan.Name, StringComparer.Ordinal).Select(i => Look(state, i))],
            state.Rollout is { } rollout ? RolloutConclusion.UnderWay(rollout) : null,
            _outbox.Waiting,
            _outbox.Refused)
        {
            TelemetryEndpoint = state.TelemetryEndpoint,
        };
    }

    private ServiceStatus Look(SupervisorState state, ServiceInstance instance) => new(
        instance.Plan.Name,
        instance.Plan.Version,
        state.HistoryOf(instance.Plan.Name).FirstOrDefault()?.Version,
        _monitor.ConditionOf(instance),
        new Uri(InstanceEnvironment.ServiceAddress(state.GatewayPort, instance.Plan.Name)),
        instance.Process?.Pid,
        _monitor.RecentDeaths(instance).Length,
        _paths.InstanceLog(instance.Id));

    private ServiceInstance Adopt(ServiceInstance instance, Dictionary<string, ProcessIdentity> leaders)
    {
        if (instance.Process is null && leaders.TryGetValue(instance.Id, out ProcessIdentity? process))
        {
            LogAdopted(_logger, instance.Id, process.Pid);
            return instance with { Process = process };
        }

        return instance;
    }

    // A service's own children carry its marker, too; the first process of a session is the one that was started.
    private static Dictionary<string, ProcessIdentity> LeadersByInstance(string prefix) => OrphanSearch.Find(prefix)
        .GroupBy(found => found.Marker[prefix.Length..], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.MinBy(found => found.Process.Pid).Process, StringComparer.Ordinal);

    [LoggerMessage(LogLevel.Information, "{Instance} is taken over as process {Pid}")]
    private static partial void LogAdopted(ILogger logger, string instance, int pid);

    [LoggerMessage(LogLevel.Warning, "{Instance}, process {Pid}, belongs to nothing and is killed")]
    private static partial void LogStray(ILogger logger, string instance, int pid);
}
