using Seatrial.Core.Environments;
using Seatrial.Core.Journal;
using Seatrial.Core.Remedies;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Runs;

/// <summary>Drives one run from wherever its journal stands to its end.</summary>
/// <remarks>
/// Plain class: a host only calls it. Safe to call again after a crash, from another process too: the lease keeps drivers apart,
/// and what an earlier one left unfinished is reconciled before anything new is done.
/// </remarks>
/// <param name="journal">The journal.</param>
/// <param name="setups">Opens project snapshots.</param>
/// <param name="signals">The telemetry of runs.</param>
/// <param name="clock">The clock.</param>
/// <param name="options">How it drives.</param>
/// <param name="observer">Watches, or null.</param>
public sealed class RunDriver(
    IJournal journal,
    IRunSetupSource setups,
    ISignalQuery signals,
    TimeProvider clock,
    RunDriverOptions options,
    IRunObserver? observer = null)
{
    /// <summary>Drives a run to its end.</summary>
    /// <param name="request">What the run is to verify; used only when its stream is still empty.</param>
    /// <param name="endings">Tells the driver to end the run without a verdict, and how; null when nobody will.</param>
    /// <param name="cancellationToken">Stops driving; the run stays as it is and can be driven on later.</param>
    /// <returns>The closed run.</returns>
    /// <exception cref="JournalConflictException">Another process drives the run now.</exception>
    /// <exception cref="OperationCanceledException">Driving was stopped.</exception>
    public async Task<RunState> DriveAsync(RunRequest request, RunEndSignal? endings, CancellationToken cancellationToken)
    {
        StreamId id = StreamId.Run(request.Project, request.RunId);
        using EnvironmentLedger ledger = new(journal, request.Project, request.Environment);
        await using LeaseKeeper keeper = await LeaseKeeper.AcquireAsync(journal, id, options, clock, cancellationToken);
        RunState state = await RunStream.ReadAsync(journal, id, cancellationToken);
        if (state.Ending is null)
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, keeper.Lost);
            using RunStream stream = new(journal, keeper.Lease, state, clock, observer);
            await BeginAsync(stream, request, stop.Token);
            await DriveAsync(stream, ledger, endings, stop.Token);
            state = stream.State;
        }

        await FinishAsync(ledger, state, cancellationToken);
        signals.Forget(request.RunId);
        return state;
    }

    /// <summary>The events that make a takeover visible: the driver, and the attempts that died with the one before.</summary>
    private async Task BeginAsync(RunStream stream, RunRequest request, CancellationToken cancellationToken)
    {
        List<RunEvent> events = [];
        if (stream.State.Request is null)
        {
            events.Add(new RunEvent.Created(request) { At = stream.Now });
        }

        events.Add(new RunEvent.DriverStarted(options.Owner, stream.Lease.Epoch) { At = stream.Now });
        foreach (FlowState flow in stream.State.Flows.Values.OrderBy(f => f.FlowId, StringComparer.Ordinal))
        {
            events.AddRange(flow.Attempts
                .Where(a => a is { Result: null, IsAbandoned: false })
                .Select(a => new RunEvent.AttemptAbandoned(flow.FlowId, a.Number) { At = stream.Now }));
        }

        await stream.AppendAsync(Durability.Durable, [.. events], [], cancellationToken);
    }

    private async Task DriveAsync(RunStream stream, EnvironmentLedger ledger, RunEndSignal? endings, CancellationToken stop)
    {
        if (await OpenAsync(stream, endings, stop) is not { } setup)
        {
            return;
        }

        RunExecution execution = new(this, stream, setup, ledger, new(journal, signals, clock, options, setups, observer));
        while (RunPlan.Next(stream.State) is var action and not RunAction.Nothing)
        {
            if (endings?.Request is { } end && stream.State is { Verdict: null, EndRequested: null })
            {
                await stream.AppendAsync(stop, new RunEvent.EndRequested(end.Ending, end.Reason) { At = stream.Now });
                continue;
            }

            await ExecuteAsync(execution, action, stream, endings, stop);
        }
    }

    /// <summary>Opens the run's snapshot.</summary>
    /// <returns>What it needs; null when it cannot be opened and the run was closed.</returns>
    /// <exception cref="SeatrialException">It cannot be opened now, and the run has too much to lose to be closed: whoever drives tries again.</exception>
    private async Task<RunSetup?> OpenAsync(RunStream stream, RunEndSignal? endings, CancellationToken stop)
    {
        RunRequest request = stream.State.Request!;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await setups.OpenAsync(request.Project, request.ProjectHash, request.Environment, stop);
            }
            catch (SeatrialException exception) when (!exception.IsTransient || !IsOwing(stream.State))
            {
                if (!exception.IsTransient || attempt >= options.OpenAttempts || endings?.Request is not null)
                {
                    await GiveUpAsync(stream, CauseOf(exception), exception.Message, stop);
                    return null;
                }
            }

            await Task.Delay(options.OpenAgainAfter, clock, stop);
        }
    }

    private static async Task ExecuteAsync(
        RunExecution execution,
        RunAction action,
        RunStream stream,
        RunEndSignal? endings,
        CancellationToken stop)
    {
        try
        {
            await execution.ExecuteAsync(action, endings, stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && endings is { Request: not null })
        {
            // The run is to end: the loop appends that next.
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or JournalConflictException)
            && stream.State is { Verdict: null } && action is not RunAction.Close)
        {
            Cause cause = exception is SeatrialException expected ? CauseOf(expected) : Cause.Seatrial;
            await stream.AppendAsync(
                stop,
                new RunEvent.VerdictReached(new Verdict.Inconclusive(cause, Describe(action, exception)), []) { At = stream.Now });
        }
    }

    /// <summary>What may go well the next time is the environment's; what will not is the project's.</summary>
    private static Cause CauseOf(SeatrialException exception) => exception.IsTransient ? Cause.Environment : Cause.Test;

    private static string Describe(RunAction action, Exception exception) => exception is SeatrialException
        ? exception.Message
        : $"Seatrial failed in {action.GetType().Name}: {exception.GetType().Name}: {exception.Message}";

    /// <summary>Whether a run has something to finish that must not be lost: cleanups, or what follows from its verdict.</summary>
    private static bool IsOwing(RunState state) =>
        state.Verdict is not null || state.Remedy is not null || state.Cleanups.Values.Any(static c => c.Result is null);

    /// <summary>Closes a run that can never be opened. A verdict that was reached stands, and what is left undone is said.</summary>
    private static async Task GiveUpAsync(RunStream stream, Cause cause, string reason, CancellationToken cancellationToken)
    {
        RunState state = stream.State;
        List<RunEvent> events = [];
        if (state.Verdict is null)
        {
            events.Add(new RunEvent.VerdictReached(new Verdict.Inconclusive(cause, reason), []) { At = stream.Now });
        }

        if (state is { Remedy: { } remedy, RemedyOutcome: null })
        {
            events.Add(new RunEvent.RemedyEnded(remedy.Key, new RemedyOutcome.InDoubt($"the adapter can no longer be asked: {reason}")) { At = stream.Now });
        }

        events.Add(new RunEvent.Closed(RunEnding.Verdict, state.CleanupsLeft) { At = stream.Now });
        await stream.AppendAsync(cancellationToken, [.. events]);
    }

    /// <summary>Tells the environment that the run is over; nothing happens when it knows.</summary>
    private async Task FinishAsync(EnvironmentLedger ledger, RunState state, CancellationToken cancellationToken)
    {
        RunRequest request = state.Request!;
        await ledger.AppendAsync(
            environment => environment.Finished.Any(f => f.RunId == request.RunId)
                ? []
                : [new EnvironmentEvent.RunFinished(
                    request.RunId,
                    request.ProjectHash,
                    state.Ending!.Value,
                    state.Verdict,
                    state.Settled?.Versions ?? Deployments.VersionSet.Empty,
                    state.Judgements,
                    request.Trigger == RunTrigger.Remedy) { At = clock.GetUtcNow() }],
            cancellationToken);
    }
}
