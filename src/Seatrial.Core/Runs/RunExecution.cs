using System.Collections.Immutable;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Scheduling;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Runs;

/// <summary>Executes the actions of one run.</summary>
/// <param name="driver">Drives the child run.</param>
/// <param name="stream">The run's stream.</param>
/// <param name="setup">The snapshot.</param>
/// <param name="ledger">The environment's stream.</param>
/// <param name="services">What every run shares.</param>
internal sealed class RunExecution(RunDriver driver, RunStream stream, RunSetup setup, EnvironmentLedger ledger, RunServices services)
{
    private readonly SettleStage _settle = new(setup, services.Clock);
    private readonly SignalStage _signals = new(stream, setup, services);
    private readonly RemedyStage _remedy = new(stream, setup, ledger, services.Clock);
    private readonly FlowStage _flows =
        new(stream, setup, services.Signals, services.Options.Parallel ?? setup.Policy.Parallel, services.Observer);

    private RunRequest Request => stream.State.Request!;

    /// <summary>Executes one action; what it found is in the stream when this returns.</summary>
    public async Task ExecuteAsync(RunAction action, RunEndSignal? endings, CancellationToken stop)
    {
        // Until the verdict, a run that is to end need not be waited for; after it, remedies are never interrupted.
        using CancellationTokenSource linked = endings is null
            ? CancellationTokenSource.CreateLinkedTokenSource(stop)
            : CancellationTokenSource.CreateLinkedTokenSource(stop, endings.Token);
        CancellationToken soft = linked.Token;
        switch (action)
        {
            case RunAction.Settle:
                Say("waiting until what was deployed is what answers");
                await stream.AppendAsync(stop, await _settle.SettleAsync(Request, soft));
                break;
            case RunAction.PlanFlows:
                await PlanAsync(stop);
                break;
            case RunAction.RunFlows run:
                await _flows.RunAsync(run.Flows, run.IsConfirmation, soft);
                soft.ThrowIfCancellationRequested();
                break;
            case RunAction.SkipFlows skip:
                await SkipAsync(skip, stop);
                break;
            case RunAction.CleanUp cleanUp:
                await _flows.CleanAsync(cleanUp.CleanupIds, stop);
                break;
            case RunAction.CollectSignals:
                Say("waiting for telemetry");
                await _signals.CollectAsync(await ledger.ReadAsync(stop), soft);
                break;
            case RunAction.Reattest:
                await stream.AppendAsync(stop, await _settle.ReattestAsync(stream.State.Settled!, soft));
                break;
            default:
                await ExecuteDecisionAsync(action, endings, stop);
                break;
        }
    }

    private async Task ExecuteDecisionAsync(RunAction action, RunEndSignal? endings, CancellationToken stop)
    {
        switch (action)
        {
            case RunAction.Judge:
                await JudgeAsync(stop);
                break;
            case RunAction.DecideRemedy:
                await DecideAsync(stop);
                break;
            case RunAction.Remedy:
                Say($"{stream.State.Decision!.Kind.ToString()!.ToLowerInvariant()} through {stream.State.Decision.Adapter}");
                await _remedy.ApplyAsync(WithPrevious(Request.Deployment!), stop);
                break;
            case RunAction.ReconcileRemedy:
                Say("asking the world what became of the remedy");
                await _remedy.ReconcileAsync(stop);
                break;
            case RunAction.RequestVerification:
                await RequestVerificationAsync(stop);
                break;
            case RunAction.Verify:
                await VerifyAsync(endings, stop);
                break;
            case RunAction.Notify:
                await NotifyAsync(stop);
                break;
            case RunAction.ReconcileNotice:
                await stream.AppendAsync(
                    stop,
                    new RunEvent.NoticeEnded(stream.State.Notice!.Key, "the process that sent it died; nobody knows whether it arrived") { At = stream.Now });
                break;
            case RunAction.Close close:
                await stream.AppendAsync(stop, new RunEvent.Closed(close.Ending, stream.State.CleanupsLeft) { At = stream.Now });
                break;
        }
    }

    private void Say(string activity) => services.Observer?.OnActivity(Request.RunId, activity);

    private async Task PlanAsync(CancellationToken cancellationToken)
    {
        EnvironmentState environment = await ledger.ReadAsync(cancellationToken);
        IEnumerable<FlowHeader> flows = FlowNeeds.WithNeeded(setup.Flows, Request.FlowIds);
        await stream.AppendAsync(
            cancellationToken,
            new RunEvent.FlowsPlanned(FlowOrder.LongestFirst(flows, environment.PastDurations())) { At = stream.Now });
    }

    private async Task SkipAsync(RunAction.SkipFlows skip, CancellationToken cancellationToken)
    {
        RunEvent[] events =
        [
            .. skip.Flows.Select(f => new RunEvent.FlowSkipped(f.Flow.Id, f.Reason) { At = stream.Now }),
        ];
        await stream.AppendAsync(cancellationToken, events);
    }

    private async Task JudgeAsync(CancellationToken cancellationToken)
    {
        RunState state = stream.State;
        EnvironmentState environment = await ledger.ReadAsync(cancellationToken);
        VerdictEvidence evidence = new(Request, state.Settled!, state.Plan.IsDefault ? [] : state.Plan, state.Flows)
        {
            AnySpan = state.Signals?.Health.Spans > 0,
            Baseline = environment.Baseline(Before(), stream.Now, setup.Policy.BaselineTimeToLive),
            FirstDeployment = setup.Policy.FirstDeployment,
        };
        (Verdict verdict, ImmutableArray<FlowJudgement> flows) = VerdictPolicy.Decide(evidence);
        await stream.AppendAsync(cancellationToken, new RunEvent.VerdictReached(verdict, flows) { At = stream.Now });
    }

    private async Task DecideAsync(CancellationToken cancellationToken)
    {
        EnvironmentState environment = await ledger.ReadAsync(cancellationToken);
        int spent = environment.RemediesWithin(RemedyStage.KeyOf(Request.RunId), stream.Now, setup.Policy.RemedyBudgetPer);
        RemedyDecision decision = RemedyPolicy.Decide(Request, stream.State.Verdict!, setup.Policy, Before(), spent);
        await stream.AppendAsync(cancellationToken, new RunEvent.RemedyDecided(decision) { At = stream.Now });
    }

    private async Task RequestVerificationAsync(CancellationToken cancellationToken)
    {
        EnvironmentState environment = await ledger.ReadAsync(cancellationToken);
        string hash = environment.VerifiedProjectHash(Before()) ?? Request.ProjectHash;
        await stream.AppendAsync(
            cancellationToken,
            new RunEvent.VerificationRequested($"{Request.RunId}-v", hash) { At = stream.Now });
    }

    private async Task VerifyAsync(RunEndSignal? endings, CancellationToken stop)
    {
        RunState state = stream.State;
        Deployment running = ((RemedyOutcome.Applied)state.RemedyOutcome!).Running;
        RunRequest request = new(Request.Project, state.ChildProjectHash!, Request.Environment, state.ChildRunId!, RunTrigger.Remedy)
        {
            Deployment = running,
            ParentRunId = Request.RunId,
            Before = state.Settled!.Versions,
        };
        Say("verifying the remedy");
        RunState child = await driver.DriveAsync(request, endings, stop);
        await stream.AppendAsync(stop, new RunEvent.VerificationEnded(request.RunId, child.Verdict) { At = stream.Now });
    }

    private async Task NotifyAsync(CancellationToken stop)
    {
        RunState state = stream.State;
        Notice notice = new(
            $"{Request.RunId}.notice",
            Request.RunId,
            [.. setup.Policy.Remedies.Where(r => r.Kind == RemedyKind.Hold).SelectMany(r => r.Tell)],
            NoticeText.Of(state));
        await stream.AppendAsync(stop, new RunEvent.NoticeIntended(notice) { At = stream.Now });
        string? error = await setup.Notifier.TellAsync(notice, stop);
        await stream.AppendAsync(stop, new RunEvent.NoticeEnded(notice.Key, error) { At = stream.Now });
    }

    /// <summary>The versions the deployment replaced, as far as anybody knows.</summary>
    private VersionSet Before() => Request.Deployment is { } deployment
        ? (stream.State.Settled?.Versions ?? VersionSet.Empty).Before(WithPrevious(deployment))
        : VersionSet.Empty;

    private Deployment WithPrevious(Deployment deployment) => deployment with
    {
        Services =
        [
            .. deployment.Services.Select(s => s.PreviousVersion is null && Request.Before.Versions.TryGetValue(s.Name, out string? known)
                ? s with { PreviousVersion = known }
                : s),
        ],
    };
}
