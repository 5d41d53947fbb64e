using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Seatrial.Core;
using Seatrial.Core.Deployments;

namespace Seatrial.Environments.Supervision;

/// <summary>Keeps what serves alive: what died is started again, later each time. Candidates are the roll-out's.</summary>
internal sealed partial class InstanceMonitor(
    StateStore store,
    InstanceControl control,
    InstanceProbe probe,
    SupervisorOptions options,
    ILogger logger)
{
    private const int MostDeaths = 10;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    // Instances started again and not seen ready since.
    private readonly ConcurrentDictionary<string, bool> _unready = new(StringComparer.Ordinal);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What was adopted may be in any state.
        foreach (ServiceInstance instance in store.Current.Serving.Values)
        {
            _unready[instance.Id] = true;
        }

        using var timer = new PeriodicTimer(LookEvery, options.TimeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            SupervisorState state = store.Current;
            await Task.WhenAll(state.Serving.Values
                .Concat(state.Gateway is { } gateway ? [gateway] : [])
                .Select(instance => LookAsync(instance, cancellationToken)));
        }
    }

    /// <summary>The state of an instance that serves.</summary>
    public ServiceCondition ConditionOf(ServiceInstance instance)
    {
        if (RecentDeaths(instance).Length >= options.CrashLoopDeaths)
        {
            return ServiceCondition.CrashLooping;
        }

        return instance.Process is null || _unready.ContainsKey(instance.Id) ? ServiceCondition.Starting : ServiceCondition.Ready;
    }

    public ImmutableArray<DateTimeOffset> RecentDeaths(ServiceInstance instance)
    {
        DateTimeOffset since = options.TimeProvider.GetUtcNow() - options.CrashWindow;
        return [.. instance.Deaths.Where(at => at > since)];
    }

    private async Task LookAsync(ServiceInstance instance, CancellationToken cancellationToken)
    {
        if (instance.Process is { } process)
        {
            if (!process.IsAlive())
            {
                await NoteDeathAsync(instance, cancellationToken);
            }
            else if (_unready.ContainsKey(instance.Id)
                && await probe.IsReadyAsync(instance.Port, store.Current.Ready, cancellationToken))
            {
                _unready.TryRemove(instance.Id, out _);
            }
        }
        else if (!instance.Deaths.IsEmpty && options.TimeProvider.GetUtcNow() >= DueAt(instance))
        {
            await StartAgainAsync(instance, cancellationToken);
        }
    }

    private async Task NoteDeathAsync(ServiceInstance instance, CancellationToken cancellationToken)
    {
        _unready[instance.Id] = true;
        ServiceInstance dead = instance with
        {
            Process = null,
            Deaths = [.. instance.Deaths.Append(options.TimeProvider.GetUtcNow()).TakeLast(MostDeaths)],
        };
        LogDied(logger, instance.Id, instance.Process!.Pid, RecentDeaths(dead).Length);
        instance.Process.SweepGroup();
        await store.ChangeAsync(state => state.WithInstance(dead), cancellationToken);
    }

    private async Task StartAgainAsync(ServiceInstance instance, CancellationToken cancellationToken)
    {
        ServiceInstance started;
        try
        {
            started = control.Start(instance);
        }
        catch (SeatrialException error)
        {
            LogNotStarted(logger, instance.Id, error.Message);
            started = instance with { Deaths = [.. instance.Deaths.Append(options.TimeProvider.GetUtcNow()).TakeLast(MostDeaths)] };
        }

        SupervisorState after = await store.ChangeAsync(state => state.WithInstance(started), CancellationToken.None);
        if (!after.Instances().Any(i => i.Id == started.Id && i.Process == started.Process))
        {
            // A roll-out took its place meanwhile.
            await control.StopAsync(started, cancellationToken);
        }
    }

    private DateTimeOffset DueAt(ServiceInstance instance)
    {
        int recent = Math.Clamp(RecentDeaths(instance).Length, 1, MostDeaths);
        TimeSpan delay = options.RestartDelay * Math.Pow(2, recent - 1);
        return instance.Deaths[^1] + (delay < options.LongestRestartDelay ? delay : options.LongestRestartDelay);
    }

    [LoggerMessage(LogLevel.Error, "{Instance}, process {Pid}, died; {Deaths} deaths of late")]
    private static partial void LogDied(ILogger logger, string instance, int pid, int deaths);

    [LoggerMessage(LogLevel.Error, "{Instance} could not be started again: {Reason}")]
    private static partial void LogNotStarted(ILogger logger, string instance, string reason);
}
