using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Remedies;

namespace Seatrial.Core.Runs;

/// <summary>Applies remedies: intent before effect, outcome after, and after a crash the world is asked first.</summary>
/// <param name="stream">The run's stream.</param>
/// <param name="setup">The snapshot.</param>
/// <param name="ledger">The environment's stream; the budget.</param>
/// <param name="clock">The clock.</param>
internal sealed class RemedyStage(RunStream stream, RunSetup setup, EnvironmentLedger ledger, TimeProvider clock)
{
    /// <summary>How often an adapter that acts exactly once is asked again, before a person is.</summary>
    private const int Looks = 10;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    /// <summary>The key of a run's one remedy.</summary>
    public static string KeyOf(string runId) => $"{runId}.remedy";

    /// <summary>Appends the intent, acts, appends the outcome.</summary>
    public async Task ApplyAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        RunState state = stream.State;
        RemedyDecision decision = state.Decision!;
        string runId = state.Request!.RunId;
        RemedyRequest request = new(KeyOf(runId), decision.Kind!.Value, decision.Adapter, deployment, state.Verdict!.Reason);
        await ledger.AppendAsync(
            environment => environment.Spendings.Any(s => s.Key == request.Key)
                ? []
                : [new EnvironmentEvent.RemedySpent(runId, request.Key) { At = stream.Now }],
            cancellationToken);
        await stream.AppendAsync(cancellationToken, new RunEvent.RemedyIntended(request) { At = stream.Now });
        await FinishAsync(request, isFresh: true, cancellationToken);
    }

    /// <summary>Finishes an intent whose outcome is unknown.</summary>
    public Task ReconcileAsync(CancellationToken cancellationToken) =>
        FinishAsync(stream.State.Remedy!, isFresh: false, cancellationToken);

    private async Task FinishAsync(RemedyRequest request, bool isFresh, CancellationToken cancellationToken)
    {
        RemedyOutcome outcome = setup.Remedies.FirstOrDefault(r => r.Adapter == request.Adapter && r.Kind == request.Kind) is { } remedy
            ? await ActAsync(remedy, request, isFresh, cancellationToken)
            : new RemedyOutcome.Failed($"the environment has no adapter \u201c{request.Adapter}\u201d for {request.Kind.ToString().ToLowerInvariant()}");
        await stream.AppendAsync(cancellationToken, new RunEvent.RemedyEnded(request.Key, outcome) { At = stream.Now });
    }

    private async Task<RemedyOutcome> ActAsync(IRemedy remedy, RemedyRequest request, bool isFresh, CancellationToken cancellationToken)
    {
        if (!isFresh && !remedy.IsExactlyOnce)
        {
            return new RemedyOutcome.InDoubt("the process that asked for it died before it knew the outcome, and the adapter cannot be asked");
        }

        string doubt = "the world could not be asked";
        for (int look = 0; look < Looks; look++)
        {
            if (look > 0)
            {
                await Task.Delay(BetweenLooks, clock, cancellationToken);
            }

            if (!isFresh && await ObserveAsync(remedy, request, cancellationToken) == RemedyObservation.Unknown)
            {
                continue;
            }

            (RemedyOutcome? outcome, string? error) = await TryApplyAsync(remedy, request, cancellationToken);
            if (outcome is not null)
            {
                return outcome;
            }

            doubt = error!;
            if (!remedy.IsExactlyOnce)
            {
                break;
            }

            isFresh = false;
        }

        return new RemedyOutcome.InDoubt(doubt);
    }

    private async Task<RemedyObservation> ObserveAsync(IRemedy remedy, RemedyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using CancellationTokenSource timeout = new(remedy.Timeout, clock);
            using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            return await remedy.ObserveAsync(request, linked.Token);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            return RemedyObservation.Unknown;
        }
    }

    private async Task<(RemedyOutcome? Outcome, string? Error)> TryApplyAsync(
        IRemedy remedy,
        RemedyRequest request,
        CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(remedy.Timeout, clock);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return (await remedy.ApplyAsync(request, linked.Token), null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (null, $"it was not done within {remedy.Timeout.TotalSeconds:0} s");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, exception.Message);
        }
    }
}
