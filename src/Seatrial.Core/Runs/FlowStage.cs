using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Scheduling;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Runs;

/// <summary>Runs flows in parallel under the limit and the locks, and what earlier processes left of cleanups.</summary>
/// <param name="stream">The run's stream.</param>
/// <param name="setup">The snapshot.</param>
/// <param name="signals">The telemetry of runs.</param>
/// <param name="parallel">How many flows at once.</param>
/// <param name="observer">Watches, or null.</param>
internal sealed class FlowStage(RunStream stream, RunSetup setup, ISignalQuery signals, int parallel, IRunObserver? observer)
{
    /// <summary>Runs flows until all ended, or none may start any more.</summary>
    /// <param name="flows">The flows, in order of start.</param>
    /// <param name="isConfirmation">Whether each failed before.</param>
    /// <param name="stop">Stops the flows; their cleanups still run.</param>
    public async Task RunAsync(ImmutableArray<FlowHeader> flows, bool isConfirmation, CancellationToken stop)
    {
        FlowScheduler scheduler = new(flows, parallel);
        Dictionary<Task, FlowHeader> running = [];
        bool anyCriticalRed = false;
        while (true)
        {
            while (!stop.IsCancellationRequested
                && scheduler.TakeNext(f => isConfirmation || ((RunPlan.StartsWhenRed(f) || !anyCriticalRed) && FlowNeeds.AreMet(f, stream.State.Flows))) is { } next)
            {
                running.Add(RunOneAsync(next, isConfirmation, stop), next);
            }

            if (running.Count == 0)
            {
                return;
            }

            Task<bool> ended = (Task<bool>)await Task.WhenAny(running.Keys);
            running.Remove(ended, out FlowHeader? flow);
            scheduler.Release(flow!);
            anyCriticalRed |= await WaitForOthersOnErrorAsync(ended, running.Keys) && flow!.IsCritical;
        }
    }

    /// <summary>Runs cleanups whose attempt is over, in the order given, each even if another fails.</summary>
    public async Task CleanAsync(ImmutableArray<string> cleanupIds, CancellationToken cancellationToken)
    {
        foreach (string id in cleanupIds)
        {
            CleanupState cleanup = stream.State.Cleanups[id];
            FlowAttempt attempt = Attempt(cleanup.Registration.FlowId, cleanup.Registration.Attempt);
            observer?.OnActivity(attempt.RunId, $"cleaning up: {cleanup.Registration.Summary}");
            CleanupResult result = await setup.Runner.CleanAsync(attempt, cleanup.Registration, cleanup.IsArmed, cancellationToken);
            await stream.AppendAsync(cancellationToken, new RunEvent.CleanupFinished(id, result) { At = stream.Now });
        }
    }

    /// <summary>
    /// A number that keys an attempt's random source: the same for the same attempt, on any machine. A machine that loses its power
    /// may forget that an attempt began; the driver that goes on has another epoch, so the attempt that takes that number makes other values.
    /// </summary>
    internal static long SeedOf(string runId, string flowId, int attempt, long epoch)
    {
        // FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): stable across processes, unlike string.GetHashCode.
        ulong hash = 14695981039346656037;
        foreach (char c in $"{runId}\n{flowId}\n{attempt}\n{epoch}")
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return (long)hash;
    }

    private async Task<bool> RunOneAsync(FlowHeader flow, bool isConfirmation, CancellationToken stop)
    {
        // The caller goes on starting others while this one begins.
        await Task.Yield();
        ImmutableArray<AttemptState> before = stream.State.Flows[flow.Id].Attempts;
        int number = before.IsEmpty ? 1 : before[^1].Number + 1;
        FlowAttempt attempt = Attempt(flow.Id, number) with { IsConfirmation = isConfirmation };

        // It need not outlive the machine, only the process: what it makes is on disk before it is made, and carries this along.
        await stream.AppendAsync(
            Durability.Batched,
            [new RunEvent.AttemptStarted(flow.Id, number, isConfirmation, attempt.Seed) { At = stream.Now }],
            [],
            CancellationToken.None);
        FlowAttemptResult result;
        try
        {
            result = await setup.Runner.RunAsync(attempt, new AttemptSink(stream, attempt, signals, observer), stop);
        }
        catch (Exception exception) when (exception is not JournalConflictException)
        {
            // The runner should not throw. If it does, the attempt is over all the same, and its cleanups are owed.
            await stream.AppendAsync(CancellationToken.None, new RunEvent.AttemptAbandoned(flow.Id, number) { At = stream.Now });
            throw;
        }

        // An attempt that was stopped says nothing of the product: it counts for nothing, like one that died.
        RunEvent end = result.Failure?.Kind == FailureKind.Cancelled
            ? new RunEvent.AttemptAbandoned(flow.Id, number) { At = stream.Now }
            : new RunEvent.AttemptFinished(flow.Id, number, result) { At = stream.Now };
        await stream.AppendAsync(Durability.Batched, [end], [], CancellationToken.None);
        return result.Outcome == FlowOutcome.Failed;
    }

    /// <summary>An error of one flow's bookkeeping ends the stage, but only after the others came to rest.</summary>
    private static async Task<bool> WaitForOthersOnErrorAsync(Task<bool> ended, IEnumerable<Task> others)
    {
        try
        {
            return await ended;
        }
        catch (Exception first)
        {
            try
            {
                await Task.WhenAll(others);
            }
            catch (Exception second)
            {
                throw new AggregateException(first, second);
            }

            throw;
        }
    }

    private FlowAttempt Attempt(string flowId, int number)
    {
        RunRequest request = stream.State.Request!;
        ImmutableArray<AttemptState> known = stream.State.Flows[flowId].Attempts;
        return new(
            request.Project,
            request.ProjectHash,
            request.Environment,
            request.RunId,
            flowId,
            number,
            IsConfirmation: false,
            known.FirstOrDefault(a => a.Number == number)?.Seed ?? SeedOf(request.RunId, flowId, number, stream.Lease.Epoch));
    }
}
