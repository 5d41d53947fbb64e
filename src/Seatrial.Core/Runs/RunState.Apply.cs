using System.Collections.Immutable;

namespace Seatrial.Core.Runs;

/// <content>The fold.</content>
public sealed partial record RunState
{
    /// <summary>The run after one more event.</summary>
    /// <param name="runEvent">The event; the stream's next.</param>
    public RunState Apply(RunEvent runEvent)
    {
        RunState next = runEvent switch
        {
            // By far the most of them, and nothing that follows depends on them.
            RunEvent.StepFinished => this,
            RunEvent.Created created => this with { Request = created.Request, CreatedAt = created.At },
            RunEvent.Settled settled => this with { Settled = settled },
            RunEvent.SignalsCollected collected => this with { Signals = collected },
            RunEvent.Reattested reattested => this with { Reattested = reattested },
            RunEvent.EndRequested requested => this with { EndRequested = EndRequested ?? requested },
            RunEvent.Closed closed => this with { Ending = closed.Ending, ClosedAt = closed.At },
            _ => ApplyFlow(runEvent) ?? ApplyDecision(runEvent),
        };
        return next with { Sequence = Sequence + 1, LastEventAt = runEvent.At };
    }

    private RunState? ApplyFlow(RunEvent runEvent) => runEvent switch
    {
        RunEvent.FlowsPlanned planned => this with
        {
            Plan = planned.Flows,
            Flows = planned.Flows.ToImmutableDictionary(f => f.Id, f => new FlowState(f.Id), StringComparer.Ordinal),
        },
        RunEvent.AttemptStarted started => WithFlow(started.FlowId, flow => flow with
        {
            Attempts = flow.Attempts.Add(new(started.Attempt, started.IsConfirmation, started.Seed, started.At)),
        }),
        RunEvent.AttemptFinished finished => WithAttempt(finished.FlowId, finished.Attempt, a => a with { Result = finished.Result }),
        RunEvent.AttemptAbandoned abandoned => WithAttempt(abandoned.FlowId, abandoned.Attempt, a => a with { IsAbandoned = true }),
        RunEvent.FlowSkipped skipped => WithFlow(skipped.FlowId, flow => flow with { SkippedBecause = skipped.Reason }),
        RunEvent.CleanupRegistered registered => this with
        {
            Cleanups = Cleanups.SetItem(registered.Cleanup.Id, new(registered.Cleanup, Cleanups.Count)),
        },
        RunEvent.CleanupArmed armed => WithCleanup(armed.Cleanup.Id, c => c with { Registration = armed.Cleanup, IsArmed = true }),
        RunEvent.CleanupFinished cleaned => WithCleanup(cleaned.CleanupId, c => c with { Result = cleaned.Result }),
        _ => null,
    };

    private RunState ApplyDecision(RunEvent runEvent) => runEvent switch
    {
        RunEvent.VerdictReached when Verdict is not null => this,
        RunEvent.VerdictReached reached => this with { Verdict = reached.Verdict, Judgements = reached.Flows, VerdictAt = reached.At },
        RunEvent.RemedyDecided decided => this with { Decision = decided.Decision },
        RunEvent.RemedyIntended intended => this with { Remedy = intended.Request },
        RunEvent.RemedyEnded ended => this with { RemedyOutcome = ended.Outcome, RemedyEndedAt = ended.At },
        RunEvent.VerificationRequested requested => this with
        {
            ChildRunId = requested.ChildRunId,
            ChildProjectHash = requested.ProjectHash,
        },
        RunEvent.VerificationEnded ended => this with { IsChildClosed = true, ChildVerdict = ended.Verdict },
        RunEvent.NoticeIntended intended => this with { Notice = intended.Notice },
        RunEvent.NoticeEnded ended => this with { IsNoticeEnded = true, NoticeError = ended.Error },
        _ => this,
    };

    private RunState WithFlow(string flowId, Func<FlowState, FlowState> change) =>
        this with { Flows = Flows.SetItem(flowId, change(Flows.GetValueOrDefault(flowId) ?? new FlowState(flowId))) };

    private RunState WithAttempt(string flowId, int number, Func<AttemptState, AttemptState> change) =>
        WithFlow(flowId, flow =>
        {
            int index = flow.Attempts.FindIndex(number);
            return index < 0 ? flow : flow with { Attempts = flow.Attempts.SetItem(index, change(flow.Attempts[index])) };
        });

    private RunState WithCleanup(string id, Func<CleanupState, CleanupState> change) =>
        Cleanups.TryGetValue(id, out CleanupState? cleanup) ? this with { Cleanups = Cleanups.SetItem(id, change(cleanup)) } : this;
}
