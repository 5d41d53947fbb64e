using Microsoft.Extensions.Logging;
using Seatrial.Core;

namespace Seatrial.Environments.Supervision;

/// <summary>
/// Carries a roll-out on from wherever it is. Each phase is on disk before its work is begun and each piece of work may be
/// done again, so it does not matter whether the process that began it is this one.
/// </summary>
internal sealed partial class RolloutRunner(
    StateStore store,
    StatePaths paths,
    InstanceControl control,
    InstanceProbe probe,
    RolloutConclusion conclusion,
    SupervisorOptions options,
    ILogger logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    /// <summary>Carries on until the roll-out has ended.</summary>
    public async Task ContinueAsync(CancellationToken cancellationToken)
    {
        while (store.Current.Rollout is { } rollout)
        {
            switch (rollout.Phase)
            {
                case RolloutPhase.Forward:
                    await GoForwardAsync(rollout, cancellationToken);
                    break;
                case RolloutPhase.Undo:
                    await GoBackAsync(rollout, cancellationToken);
                    break;
                default:
                    await conclusion.TellAsync(rollout, cancellationToken);
                    break;
            }
        }
    }

    private async Task GoForwardAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        string? failure = await StartGatewayAsync(cancellationToken);
        for (int i = 0; failure is null && i < rollout.Steps.Length; i++)
        {
            failure = await TakeStepAsync(i, cancellationToken);
        }

        if (failure is null)
        {
            await conclusion.DecideAsync(cancellationToken);
            return;
        }

        LogTurningBack(logger, rollout.Key, failure);
        await store.ChangeAsync(state => state with { Rollout = state.Rollout!.TurnBack(failure) }, cancellationToken);
    }

    private async Task GoBackAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        for (int i = 0; i < rollout.Steps.Length; i++)
        {
            string? failure = await TakeStepAsync(i, cancellationToken);
            if (failure is not null)
            {
                // The others still return; this second error is told beside the first.
                string text = $"{rollout.Steps[i].Service} could not be brought back: {failure}";
                LogNotBroughtBack(logger, rollout.Key, text);
                await store.ChangeAsync(
                    state => state with { Rollout = state.Rollout! with { Failures = state.Rollout.Failures.Add(text) } },
                    cancellationToken);
            }
        }

        await conclusion.DecideAsync(cancellationToken);
    }

    /// <summary>Takes one service to its target.</summary>
    /// <returns>Null when it is there; otherwise why it is not.</returns>
    private async Task<string?> TakeStepAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            string? failure = null;
            while (failure is null && StepAt(index) is { Phase: not (StepPhase.Done or StepPhase.Failed) } step)
            {
                failure = step.Phase switch
                {
                    StepPhase.Pending => await BeginAsync(index, step, cancellationToken),
                    StepPhase.Starting => await AwaitCandidateAsync(index, step, cancellationToken),
                    StepPhase.Switching => await SwitchAsync(index, step, cancellationToken),
                    _ => await DrainAsync(index, step, cancellationToken),
                };
            }

            return failure is null && StepAt(index)!.Phase == StepPhase.Failed
                ? $"{StepAt(index)!.Service} had failed when the supervisor ended."
                : failure;
        }
        catch (Exception error) when (error is SeatrialException or IOException or UnauthorizedAccessException)
        {
            await AbandonAsync(index, cancellationToken);
            return error.Message;
        }
    }

    private async Task<string?> BeginAsync(int index, RolloutStep step, CancellationToken cancellationToken)
    {
        await store.ChangeAsync(
            state =>
            {
                if (step.Target is null)
                {
                    return Switched(state, index, step, candidate: null);
                }

                (SupervisorState next, ServiceInstance candidate) = InstanceControl.Make(state, step.Target);
                return WithStep(next, index, step with { Phase = StepPhase.Starting, Candidate = candidate });
            },
            cancellationToken);
        return null;
    }

    private async Task<string?> AwaitCandidateAsync(int index, RolloutStep step, CancellationToken cancellationToken)
    {
        ServiceInstance candidate = step.Candidate!;
        if (candidate.Process is null || !candidate.Process.IsAlive())
        {
            // Dead before it was looked at once: the machine or the supervisor went down with the roll-out under way.
            candidate = control.Start(candidate);
            step = step with { Candidate = candidate };

            // Not to be cancelled: a process whose number is nowhere would be nobody's.
            await store.ChangeAsync(state => WithStep(state, index, step), CancellationToken.None);
        }

        string? failure = await BecomesReadyAsync(candidate, store.Current.Ready, cancellationToken);
        if (failure is null)
        {
            await store.ChangeAsync(state => Switched(state, index, step, candidate), cancellationToken);
            return null;
        }

        await AbandonAsync(index, cancellationToken);
        return failure;
    }

    private async Task AbandonAsync(int index, CancellationToken cancellationToken)
    {
        RolloutStep step = StepAt(index)!;
        if (step.Phase is StepPhase.Pending or StepPhase.Starting)
        {
            await control.StopAsync(step.Candidate ?? new ServiceInstance(string.Empty, step.Target!, 0), cancellationToken);
            await store.ChangeAsync(
                state => WithStep(state, index, step with { Phase = StepPhase.Failed, Candidate = null }),
                cancellationToken);
        }
    }

    private async Task<string?> SwitchAsync(int index, RolloutStep step, CancellationToken cancellationToken)
    {
        SupervisorState state = store.Current;
        PrivateFiles.Write(paths.Routes, RouteTable.Of(state), SupervisionJson.Default.RouteTable);
        long started = options.TimeProvider.GetTimestamp();
        while (await probe.FindRevisionAsync(state.GatewayPort, cancellationToken) is not { } seen || seen < state.RouteRevision)
        {
            if (options.TimeProvider.GetElapsedTime(started) > options.ReadyWithin)
            {
                return $"the gateway did not take the routes of revision {state.RouteRevision} within {options.ReadyWithin.TotalSeconds:0} s.";
            }

            await Task.Delay(LookEvery, options.TimeProvider, cancellationToken);
        }

        LogSwitched(logger, step.Service, step.Target?.Version ?? "nothing", state.RouteRevision);
        await store.ChangeAsync(s => WithStep(s, index, step with { Phase = StepPhase.Draining }), cancellationToken);
        return null;
    }

    private async Task<string?> DrainAsync(int index, RolloutStep step, CancellationToken cancellationToken)
    {
        if (step.Retired is { } retired)
        {
            await Task.Delay(options.Drain, options.TimeProvider, cancellationToken);
            await control.StopAsync(retired, cancellationToken);
        }

        await store.ChangeAsync(
            state => WithStep(state, index, step with { Phase = StepPhase.Done, Retired = null }),
            cancellationToken);
        return null;
    }

    private async Task<string?> StartGatewayAsync(CancellationToken cancellationToken)
    {
        SupervisorState state = store.Current;
        PrivateFiles.Write(paths.Routes, RouteTable.Of(state), SupervisionJson.Default.RouteTable);
        ServiceInstance gateway = state.Gateway!;
        try
        {
            // Once it was started, keeping it up is the monitor's.
            if (gateway is { Process: null, Deaths.IsEmpty: true })
            {
                gateway = control.Start(gateway);
                await store.ChangeAsync(s => s.WithInstance(gateway), CancellationToken.None);
            }
        }
        catch (SeatrialException error)
        {
            await GiveUpGatewayAsync(cancellationToken);
            return error.Message;
        }

        long started = options.TimeProvider.GetTimestamp();
        while (await probe.FindRevisionAsync(gateway.Port, cancellationToken) is null)
        {
            if (store.Current.Gateway!.Deaths.Length > gateway.Deaths.Length + 1
                || options.TimeProvider.GetElapsedTime(started) > options.ReadyWithin)
            {
                await GiveUpGatewayAsync(cancellationToken);
                return $"the gateway did not answer on port {gateway.Port}. It wrote:\n{control.Tail(gateway)}";
            }

            await Task.Delay(LookEvery, options.TimeProvider, cancellationToken);
        }

        return null;
    }

    /// <summary>Forgets a gateway that never came up, so that the next deployment can bring a better one.</summary>
    private async Task GiveUpGatewayAsync(CancellationToken cancellationToken)
    {
        if (store.Current is { Serving.IsEmpty: true, Gateway: { } gateway })
        {
            await store.ChangeAsync(state => state with { Gateway = null }, cancellationToken);
            await control.StopAsync(gateway, cancellationToken);
        }
    }

    private async Task<string?> BecomesReadyAsync(ServiceInstance instance, string path, CancellationToken cancellationToken)
    {
        string name = $"{instance.Plan.Name} {instance.Plan.Version}";
        long started = options.TimeProvider.GetTimestamp();
        while (true)
        {
            if (!instance.Process!.IsAlive())
            {
                return $"{name} ended before it was ready. It wrote:\n{control.Tail(instance)}";
            }

            if (await probe.IsReadyAsync(instance.Port, path, cancellationToken))
            {
                return null;
            }

            if (options.TimeProvider.GetElapsedTime(started) > options.ReadyWithin)
            {
                return $"{name} was not ready within {options.ReadyWithin.TotalSeconds:0.#} s: GET {path} did not answer 200. "
                    + $"It wrote:\n{control.Tail(instance)}";
            }

            await Task.Delay(LookEvery, options.TimeProvider, cancellationToken);
        }
    }

    private RolloutStep? StepAt(int index) => store.Current.Rollout?.Steps[index];

    private static SupervisorState WithStep(SupervisorState state, int index, RolloutStep step) =>
        state with { Rollout = state.Rollout!.With(index, step) };

    private static SupervisorState Switched(SupervisorState state, int index, RolloutStep step, ServiceInstance? candidate)
    {
        RolloutStep switched = step with
        {
            Phase = StepPhase.Switching,
            Candidate = null,
            Retired = state.FindServing(step.Service),
        };
        SupervisorState next = state with
        {
            RouteRevision = state.RouteRevision + 1,
            Serving = candidate is null
                ? state.Serving.Remove(step.Service)
                : state.Serving.SetItem(step.Service, candidate),
        };
        return WithStep(next, index, switched);
    }

    [LoggerMessage(LogLevel.Information, "{Service} is {Version} as of route revision {Revision}")]
    private static partial void LogSwitched(ILogger logger, string service, string version, long revision);

    [LoggerMessage(LogLevel.Error, "{Key} failed and is undone: {Failure}")]
    private static partial void LogTurningBack(ILogger logger, string key, string failure);

    [LoggerMessage(LogLevel.Error, "{Key}: {Failure}")]
    private static partial void LogNotBroughtBack(ILogger logger, string key, string failure);
}
