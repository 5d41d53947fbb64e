using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tracing;
using Seatrial.Project.Arazzo;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>Steps in order; the first that fails ends them, and those behind it are recorded as skipped.</summary>
internal static class FlowExecution
{
    /// <summary>Runs the attempt's own flow and reports each step.</summary>
    public static async Task<FlowRun> RunOutermostAsync(AttemptContext attempt, FlowFrame frame, DeadlineScope deadline)
    {
        FlowRun run = new(frame);
        await foreach (StepResult result in WalkAsync(attempt, run, deadline, step => attempt.Sink.StepStarted(step.Index, step.Name, AttemptTraces.IdOf(frame, step))))
        {
            run.Add(result, keepRecord: false);
            await attempt.Sink.StepFinishedAsync(result.Record, result.Exchange, CancellationToken.None);
        }

        return run;
    }

    /// <summary>Runs the steps of a called flow, or of a lane of a block; their records go into that of the step around them.</summary>
    public static async Task<FlowRun> RunInnerAsync(AttemptContext attempt, FlowFrame frame, DeadlineScope deadline)
    {
        FlowRun run = new(frame);
        await foreach (StepResult result in WalkAsync(attempt, run, deadline, static _ => { }))
        {
            run.Add(result, keepRecord: true);
        }

        return run;
    }

    /// <summary>One step after another, unless one of a workflow says where to go on; those never reached come last.</summary>
    private static async IAsyncEnumerable<StepResult> WalkAsync(AttemptContext attempt, FlowRun run, DeadlineScope deadline, Action<StepPlan> begin)
    {
        ImmutableArray<StepPlan> steps = run.Frame.Steps;
        bool[] isReached = new bool[steps.Length];
        for (int at = 0; at < steps.Length && run.Failure is null;)
        {
            isReached[at] = true;
            begin(steps[at]);
            StepResult result = await RunAsync(attempt, run, steps[at], deadline);
            yield return result;
            at = result.Turn switch
            {
                null => steps[at].IsAside || (at + 1 < steps.Length && steps[at + 1].IsAside) ? steps.Length : at + 1,
                { Kind: WorkflowTurnKind.GoTo, Step: { } next } => next,
                _ => steps.Length,
            };
        }

        for (int i = 0; i < steps.Length; i++)
        {
            if (!isReached[i] && !steps[i].IsAside)
            {
                yield return NotReached(attempt, run.Frame, steps[i]);
            }
        }
    }

    private static Task<StepResult> RunAsync(AttemptContext attempt, FlowRun run, StepPlan step, DeadlineScope deadline) =>
        run.Frame.Flow.Listens ? ListenAndRunAsync(attempt, run, step, deadline) : new StepExecution(attempt, run.Frame, step, deadline).RunAsync();

    private static async Task<StepResult> ListenAndRunAsync(AttemptContext attempt, FlowRun run, StepPlan step, DeadlineScope deadline)
    {
        await attempt.Listeners.OpenAsync(run.Frame, deadline);
        return await new StepExecution(attempt, run.Frame, step, deadline).RunAsync();
    }

    private static StepResult NotReached(AttemptContext attempt, FlowFrame frame, StepPlan step) =>
        new(
            new StepRecord(step.Index, step.Name, step.Verb, step.Action.Summary, StepOutcome.Skipped, attempt.Time.GetUtcNow(), TimeSpan.Zero)
            {
                Target = step.Action.Target,
                Tries = 0,
            },
            null,
            frame);
}
