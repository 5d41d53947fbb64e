using Seatrial.Core.Flows;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>The steps of a flow in order; the first that fails ends it, and those behind it are recorded as skipped.</summary>
internal static class FlowExecution
{
    /// <summary>Runs the attempt's own flow and reports each step.</summary>
    public static async Task<FlowRun> RunOutermostAsync(AttemptContext attempt, FlowFrame frame, DeadlineScope deadline)
    {
        FlowRun run = new(frame);
        foreach (StepPlan step in frame.Flow.Steps)
        {
            bool acts = run.Failure is null;
            if (acts)
            {
                attempt.Sink.StepStarted(step.Index, step.Name, frame.Trace(step).TraceId);
            }

            StepResult result = acts
                ? await new StepExecution(attempt, run.Frame, step, deadline).RunAsync()
                : NotReached(attempt, run.Frame, step);
            run.Add(result, keepRecord: false);
            await attempt.Sink.StepFinishedAsync(result.Record, result.Exchange, CancellationToken.None);
        }

        return run;
    }

    /// <summary>Runs a called flow; its records go into that of the calling step.</summary>
    public static async Task<FlowRun> RunInnerAsync(AttemptContext attempt, FlowFrame frame, DeadlineScope deadline)
    {
        FlowRun run = new(frame);
        foreach (StepPlan step in frame.Flow.Steps)
        {
            StepResult result = run.Failure is null
                ? await new StepExecution(attempt, run.Frame, step, deadline).RunAsync()
                : NotReached(attempt, run.Frame, step);
            run.Add(result, keepRecord: true);
        }

        return run;
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
