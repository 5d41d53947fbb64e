using System.Collections;
using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Core.Deployments;
using Seatrial.Environments.Releases;
using Seatrial.Environments.Supervision;

namespace Seatrial.Environments.Processes;

/// <summary>
/// An environment of processes on this machine, seen by who deploys to it. The supervisor behind it outlives this object and
/// the process it lives in. Thread-safe.
/// </summary>
public sealed class ProcessEnvironment
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(60);

    private readonly ProcessEnvironmentOptions _options;
    private readonly StatePaths _paths;
    private readonly ControlClient _client;

    /// <summary>Makes the view; starts nothing.</summary>
    /// <param name="options">Where the environment is.</param>
    public ProcessEnvironment(ProcessEnvironmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _paths = new StatePaths(Path.GetFullPath(options.StateFolder));
        _client = new ControlClient(_paths, options.TimeProvider);
    }

    /// <summary>The supervisor's log, for messages.</summary>
    public string LogPath => _paths.Log;

    /// <summary>Finds the supervisor, or starts one that outlives this process.</summary>
    /// <param name="cancellationToken">Ends the wait, not the supervisor.</param>
    /// <exception cref="SeatrialException"><c>supervisor-not-started</c>, with the end of its log.</exception>
    public async Task<SupervisorStatus> EnsureSupervisorAsync(CancellationToken cancellationToken)
    {
        if (await FindStatusAsync(cancellationToken) is { } found)
        {
            return found;
        }

        _paths.Make();
        ProcessIdentity started = ProcessLauncher.Start(
            [.. _options.SuperviseCommand, _paths.Folder],
            _paths.Folder,
            OwnEnvironment(),
            _paths.Log);
        long since = _options.TimeProvider.GetTimestamp();
        SupervisorStatus? status;
        while ((status = await FindStatusAsync(cancellationToken)) is null)
        {
            // Another process may have been quicker: its supervisor is as good, and ours ended by itself.
            bool failed = started.FindExitCode() is { } code && code != ProcessSupervisor.TakenExitCode;
            if (failed || _options.TimeProvider.GetElapsedTime(since) > _options.StartWithin)
            {
                throw new SeatrialException(
                    "supervisor-not-started",
                    $"The supervisor of {_paths.Folder} did not come up. It wrote:\n{PrivateFiles.Tail(_paths.Log, 2048)}",
                    isTransient: !failed);
            }

            await Task.Delay(LookEvery, _options.TimeProvider, cancellationToken);
        }

        return status;
    }

    /// <summary>What runs; null when no supervisor does.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<SupervisorStatus?> FindStatusAsync(CancellationToken cancellationToken) =>
        (await _client.TryAskAsync(new ControlRequest.Status(), _options.AnswerWithin, cancellationToken))?.Status;

    /// <summary>Says whom to tell of deployments and where services, from their next start on, send telemetry.</summary>
    /// <param name="webhook">Whom to tell; null for nobody.</param>
    /// <param name="telemetryEndpoint">The OTLP/gRPC endpoint; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task ConfigureAsync(WebhookTarget? webhook, string? telemetryEndpoint, CancellationToken cancellationToken) =>
        AskAsync(new ControlRequest.Configure(webhook, telemetryEndpoint), cancellationToken);

    /// <summary>Deploys a release and waits for the outcome. The same key again gives the same outcome and does nothing.</summary>
    /// <param name="plan">The release.</param>
    /// <param name="key">The deployment's id.</param>
    /// <param name="actor">Who deploys.</param>
    /// <param name="cancellationToken">Ends the wait, not the deployment.</param>
    public async Task<OperationReport> DeployAsync(
        ReleasePlan plan,
        string key,
        string actor,
        CancellationToken cancellationToken)
    {
        var request = new ControlRequest.Deploy(key, actor, plan);
        ControlReply reply = await AskAsync(request, cancellationToken);
        while (reply.IsBusy)
        {
            await Task.Delay(LookEvery, _options.TimeProvider, cancellationToken);
            reply = await AskAsync(request, cancellationToken);
        }

        return await AwaitEndAsync(reply.Operation!, cancellationToken);
    }

    /// <summary>Brings replaced versions back and waits for the outcome. The same key again does nothing.</summary>
    /// <param name="key">The idempotency key.</param>
    /// <param name="expected">What must run now, and what replaced versions to bring back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait, not the rollback.</param>
    /// <returns>The outcome; null when another deployment is under way, so that what runs is changing.</returns>
    public async Task<OperationReport?> RollBackAsync(
        string key,
        ImmutableArray<DeployedService> expected,
        string reason,
        CancellationToken cancellationToken)
    {
        ControlReply reply = await AskAsync(new ControlRequest.Rollback(key, reason, expected), cancellationToken);
        return reply.IsBusy ? null : await AwaitEndAsync(reply.Operation!, cancellationToken);
    }

    /// <summary>What became of an operation; null when the supervisor never heard of it.</summary>
    /// <param name="key">The idempotency key.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<OperationReport?> FindOperationAsync(string key, CancellationToken cancellationToken) =>
        (await AskAsync(new ControlRequest.Operation(key), cancellationToken)).Operation;

    /// <summary>Stops all services, the gateway and the supervisor. Data of the services stays.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        SupervisorIdentity? identity = PrivateFiles.Read(_paths.Identity, SupervisionJson.Default.SupervisorIdentity);
        if (await _client.TryAskAsync(new ControlRequest.Stop(), StopWithin, cancellationToken) is null)
        {
            return;
        }

        while (identity!.Process.IsAlive())
        {
            await Task.Delay(LookEvery, _options.TimeProvider, cancellationToken);
        }
    }

    /// <summary>A service's address for flows: through the gateway, the same for all versions.</summary>
    /// <param name="status">What the supervisor said.</param>
    /// <param name="service">The service.</param>
    public static Uri AddressOf(SupervisorStatus status, string service)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new Uri(status.Gateway, service);
    }

    /// <summary>What the platform knows of its services, for the settle probe; empty when nobody can be asked.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<IReadOnlyList<ServiceObservation>> ObserveAsync(CancellationToken cancellationToken)
    {
        try
        {
            SupervisorStatus? status = await FindStatusAsync(cancellationToken);
            return status is null
                ? []
                : [.. status.Services.Select(s => new ServiceObservation(s.Name, s.Version, s.Condition, Describe(s)))];
        }
        catch (SeatrialException)
        {
            return [];
        }
    }

    private static string? Describe(ServiceStatus service) => service.Condition == ServiceCondition.Ready
        ? null
        : $"{service.RecentDeaths} deaths of late; its log is {service.Log}";

    private async Task<OperationReport> AwaitEndAsync(OperationReport report, CancellationToken cancellationToken)
    {
        while (report.Progress == OperationProgress.UnderWay)
        {
            await Task.Delay(LookEvery, _options.TimeProvider, cancellationToken);

            report = await TryFindOperationAsync(report.Key, cancellationToken) ?? report;
        }

        return report;
    }

    // A supervisor that died is started again and carries on; who waits need not know.
    private async Task<OperationReport?> TryFindOperationAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            ControlReply? reply = await _client.TryAskAsync(
                new ControlRequest.Operation(key), _options.AnswerWithin, cancellationToken);
            if (reply is null)
            {
                await EnsureSupervisorAsync(cancellationToken);
            }

            return reply?.Operation;
        }
        catch (SeatrialException error) when (error.IsTransient)
        {
            return null;
        }
    }

    private async Task<ControlReply> AskAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        ControlReply reply = await _client.TryAskAsync(request, _options.AnswerWithin, cancellationToken)
            ?? throw new SeatrialException(
                "supervisor-absent",
                $"No supervisor runs for {_paths.Folder}; deploy to the environment first.",
                isTransient: true);
        return reply.Error is null || reply.IsBusy
            ? reply
            : throw new SeatrialException("supervisor-refused", $"The supervisor refused: {reply.Error}.");
    }

    private static Dictionary<string, string> OwnEnvironment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry own in Environment.GetEnvironmentVariables())
        {
            variables[(string)own.Key] = (string)own.Value!;
        }

        return variables;
    }
}
