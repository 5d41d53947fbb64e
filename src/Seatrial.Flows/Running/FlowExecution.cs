using Seatrial.Core.Flows;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>Steps in order; the first that fails ends them, and those behind it are recorded as skipped.</summary>
internal static class FlowExecution
{
    /// <summary>Runs the attempt's own flow and reports each step.</summary>
    public static async Task<FlowRun> RunOutermostAsync(AttemptContext attempt, FlowFrame frame, DeadlineScope deadline)
    {
        FlowRun run = new(frame);
        foreach (StepPlan step in frame.Steps)
        {
            bool acts = run.Failure is null;
            if (acts)
            {
                attempt.Sink.StepStarted(step.Index, step.Name, frame.Trace(step).TraceId);
            }

            StepResult result = await RunAsync(attempt, run, step, deadline);
            run.Add(result, keepRecord: false);
            await attempt.Sink.StepFinishedAsync(result.Record, result.Exchange, CancellationToken.None);
        }

        return run;
    }

    /// <summary>Runs the steps of a called flow, or of a lane of a block; their records go into that of the step around them.</summary>
    public static async Task<FlowRun> RunInnerAsync(AttemptContext attempt, FlowFrame frame, DeadlineScope deadline)
    {
        FlowRun run = new(frame);
        foreach (StepPlan step in frame.Steps)
        {
            run.Add(await RunAsync(attempt, run, step, deadline), keepRecord: true);
        }

        return run;
    }

    private static async Task<StepResult> RunAsync(AttemptContext attempt, FlowRun run, StepPlan step, DeadlineScope deadline)
    {
        if (run.Failure is not null)
        {
            return NotReached(attempt, run.Frame, step);
        }

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
