using System.Collections.Immutable;
using Seatrial.Core.Deployments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;

namespace Seatrial.Core.Runs;

/// <summary>What comes next in a run: a pure function of its state, so that a run resumed is a run never interrupted.</summary>
public static class RunPlan
{
    /// <summary>The next action.</summary>
    /// <param name="state">The run; attempts of dead processes are already abandoned.</param>
    public static RunAction Next(RunState state)
    {
        if (state.Ending is not null)
        {
            return new RunAction.Nothing();
        }

        if (state is { Remedy: not null, RemedyOutcome: null })
        {
            return new RunAction.ReconcileRemedy();
        }

        ImmutableArray<string> owed = OwedCleanups(state);
        if (!owed.IsEmpty)
        {
            return new RunAction.CleanUp(owed);
        }

        return state.Verdict is null ? BeforeVerdict(state) : AfterVerdict(state);
    }

    private static RunAction BeforeVerdict(RunState state)
    {
        if (state.EndRequested is { } end)
        {
            return new RunAction.Close(end.Ending);
        }

        if (state.Settled is null)
        {
            return new RunAction.Settle();
        }

        if (state.Settled.Outcome != SettleOutcome.Settled)
        {
            return new RunAction.Judge();
        }

        return state.Plan.IsDefault ? new RunAction.PlanFlows() : NextOfFlows(state) ?? AfterFlows(state);
    }

    private static RunAction? NextOfFlows(RunState state)
    {
        ImmutableArray<FlowHeader> pending = [.. state.Plan.Where(f => IsPending(state.Flows[f.Id]))];
        ImmutableArray<(FlowHeader Flow, string Reason)> hopeless = FlowNeeds.Hopeless(pending, state.Flows);
        if (!hopeless.IsEmpty)
        {
            return new RunAction.SkipFlows(hopeless);
        }

        bool anyCriticalRed = state.Plan.Any(f => f.IsCritical && IsRed(state.Flows[f.Id]));
        ImmutableArray<FlowHeader> reachable = FlowNeeds.Reachable(pending, state.Flows);
        ImmutableArray<FlowHeader> startable = anyCriticalRed ? FlowNeeds.Reachable([.. reachable.Where(StartsWhenRed)], state.Flows) : reachable;
        if (!startable.IsEmpty)
        {
            return new RunAction.RunFlows(startable, IsConfirmation: false);
        }

        ImmutableArray<FlowHeader> unconfirmed =
        [
            .. state.Plan.Where(f => NeedsConfirmation(state.Flows[f.Id]) && (f.IsCritical || pending.Any(p => p.Needs.Contains(f.Id, StringComparer.Ordinal)))),
        ];
        if (!unconfirmed.IsEmpty)
        {
            return new RunAction.RunFlows(unconfirmed, IsConfirmation: true);
        }

        if (pending.IsEmpty)
        {
            return null;
        }

        if (state.Plan.Any(f => f.IsCritical && IsConfirmedRed(state.Flows[f.Id])))
        {
            return new RunAction.SkipFlows([.. pending.Select(static f => (f, "the verdict could no longer change"))]);
        }

        return reachable.IsEmpty
            ? new RunAction.SkipFlows([.. pending.Select(static f => (f, "what it needs does not run"))])
            : new RunAction.RunFlows(reachable, IsConfirmation: false);
    }

    private static RunAction AfterFlows(RunState state)
    {
        if (state.Signals is null)
        {
            return new RunAction.CollectSignals();
        }

        if (state.Reattested is null && state.Request!.Deployment is not null)
        {
            return new RunAction.Reattest();
        }

        return state.Reattested is { IsUnchanged: false } ? new RunAction.Close(RunEnding.Void) : new RunAction.Judge();
    }

    private static RunAction AfterVerdict(RunState state)
    {
        if (state.Decision is not { } decision)
        {
            return new RunAction.DecideRemedy();
        }

        if (decision.Mode == RunMode.Enforce)
        {
            if (decision.Kind is not (null or RemedyKind.Hold) && state.Remedy is null)
            {
                return new RunAction.Remedy();
            }

            if (state.RemedyOutcome is RemedyOutcome.Applied && !state.IsChildClosed)
            {
                return state.ChildRunId is null ? new RunAction.RequestVerification() : new RunAction.Verify();
            }

            if (NeedsPerson(state, decision) && !state.IsNoticeEnded)
            {
                return state.Notice is null ? new RunAction.Notify() : new RunAction.ReconcileNotice();
            }
        }

        return new RunAction.Close(RunEnding.Verdict);
    }

    private static bool NeedsPerson(RunState state, RemedyDecision decision) =>
        decision.Kind == RemedyKind.Hold || (state.Remedy is not null && !state.IsRemedyVerified);

    /// <summary>The cleanups owed by attempts that are over, last registered first.</summary>
    private static ImmutableArray<string> OwedCleanups(RunState state) =>
    [
        .. state.Cleanups.Values
            .Where(c => c.Result is null && IsOver(state, c))
            .OrderByDescending(c => c.Order)
            .Select(c => c.Registration.Id),
    ];

    private static bool IsOver(RunState state, CleanupState cleanup)
    {
        ImmutableArray<AttemptState> attempts = state.Flows[cleanup.Registration.FlowId].Attempts;
        int index = attempts.FindIndex(cleanup.Registration.Attempt);
        return index < 0 || attempts[index].IsAbandoned || attempts[index].Result is not null;
    }

    private static bool IsPending(FlowState flow) => flow.SkippedBecause is null && !flow.Attempts.Counted().Any();

    private static bool IsRed(FlowState flow) =>
        flow.Attempts.Counted().LastOrDefault()?.Result?.Outcome == FlowOutcome.Failed;

    private static bool NeedsConfirmation(FlowState flow) => IsRed(flow) && flow.Attempts.Counted().Count() == 1;

    private static bool IsConfirmedRed(FlowState flow) => IsRed(flow) && flow.Attempts.Counted().Count() > 1;

    /// <summary>Whether a flow still tells something when a critical one is red: more of what is broken, but not how it bears a load.</summary>
    internal static bool StartsWhenRed(FlowHeader flow) => flow is { IsCritical: true, Load: null };
}
