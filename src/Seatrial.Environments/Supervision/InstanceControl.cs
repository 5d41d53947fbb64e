using System.Globalization;
using Microsoft.Extensions.Logging;
using Seatrial.Environments.Releases;

namespace Seatrial.Environments.Supervision;

/// <summary>Makes, starts and stops instances.</summary>
internal sealed partial class InstanceControl(StateStore store, StatePaths paths, SupervisorOptions options, ILogger logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan KillWithin = TimeSpan.FromSeconds(5);

    /// <summary>An instance that is not started yet. Its number is given out once, whatever happens to it.</summary>
    public static (SupervisorState State, ServiceInstance Instance) Make(SupervisorState state, ServicePlan plan, int? port = null)
    {
        long number = state.LastInstance + 1;
        var taken = state.Instances().Select(instance => instance.Port).Append(state.GatewayPort).ToHashSet();
        string id = string.Create(CultureInfo.InvariantCulture, $"{plan.Name}-{plan.Version}-{number}");
        return (state with { LastInstance = number }, new ServiceInstance(id, plan, port ?? FreePort.Find(taken)));
    }

    /// <summary>Starts the process of an instance.</summary>
    public ServiceInstance Start(ServiceInstance instance)
    {
        PrivateFiles.MakeFolder(paths.ServiceData(instance.Plan.Name));
        var environment = InstanceEnvironment.Make(store.Current, instance, paths);
        PrivateFiles.Write(
            paths.InstanceEnvironment(instance.Id),
            environment,
            SupervisionJson.Default.ImmutableSortedDictionaryStringString);
        ProcessIdentity process = ProcessLauncher.Start(
            instance.Plan.Run,
            instance.Plan.Folder,
            environment,
            paths.InstanceLog(instance.Id));
        LogStarted(logger, instance.Id, process.Pid, instance.Port);
        return instance with { Process = process };
    }

    /// <summary>Ends an instance: asks, waits, kills. Ends also what it started.</summary>
    public async Task StopAsync(ServiceInstance instance, CancellationToken cancellationToken)
    {
        if (instance.Process is not { } process)
        {
            return;
        }

        process.Signal(PosixNative.Terminate);
        if (!await EndsAsync(process, options.StopWithin, cancellationToken))
        {
            LogKilled(logger, instance.Id, options.StopWithin);
            process.Signal(PosixNative.Kill);
            await EndsAsync(process, KillWithin, cancellationToken);
        }

        process.SweepGroup();
        File.Delete(paths.InstanceEnvironment(instance.Id));
        LogStopped(logger, instance.Id, process.Pid);
    }

    /// <summary>The end of an instance's log.</summary>
    public string Tail(ServiceInstance instance) => PrivateFiles.Tail(paths.InstanceLog(instance.Id), 2048);

    private async Task<bool> EndsAsync(ProcessIdentity process, TimeSpan within, CancellationToken cancellationToken)
    {
        TimeProvider clock = options.TimeProvider;
        long started = clock.GetTimestamp();
        while (process.IsAlive())
        {
            if (clock.GetElapsedTime(started) >= within)
            {
                return false;
            }

            await Task.Delay(LookEvery, clock, cancellationToken);
        }

        return true;
    }

    [LoggerMessage(LogLevel.Information, "{Instance} started as process {Pid} on port {Port}")]
    private static partial void LogStarted(ILogger logger, string instance, int pid, int port);

    [LoggerMessage(LogLevel.Warning, "{Instance} did not end within {Within} and is killed")]
    private static partial void LogKilled(ILogger logger, string instance, TimeSpan within);

    [LoggerMessage(LogLevel.Information, "{Instance}, process {Pid}, ended")]
    private static partial void LogStopped(ILogger logger, string instance, int pid);
}
