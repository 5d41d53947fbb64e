using Seatrial.Flows.Tracing;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>Steps one by one, each when the gate says so. A step that fails does not end the flow: that is the gate's to say.</summary>
internal static class GatedFlow
{
    /// <summary>How long somebody may think: a flow's deadline is about the product's time, not theirs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    public static async Task<FlowRun> RunAsync(AttemptContext attempt, FlowFrame frame, DeadlineScope deadline, IStepGate gate)
    {
        FlowRun run = new(frame);
        StepResult? last = null;
        FlowFrame before = frame;
        FlowFrame now = frame;
        int next = 0;
        while (true)
        {
            StepPause pause = new(attempt, now, next, last);
            StepMove move = await gate.NextAsync(pause, attempt.Run);
            if (move == StepMove.Retry && last is not null)
            {
                next--;
                now = before;
            }
            else
            {
                now = now with { Values = pause.Values };
                await KeepAsync(attempt, run, last);
                last = null;
            }

            if (move == StepMove.Quit || next >= frame.Steps.Length)
            {
                return run;
            }

            StepPlan step = frame.Steps[next++];
            before = now;
            attempt.Sink.StepStarted(step.Index, step.Name, AttemptTraces.IdOf(now, step));
            await attempt.Listeners.OpenAsync(now, deadline);
            last = await new StepExecution(attempt, now, step, deadline).RunAsync();
            now = last.Frame;
        }
    }

    /// <summary>A step that was done again is recorded once, as it ended.</summary>
    private static async Task KeepAsync(AttemptContext attempt, FlowRun run, StepResult? result)
    {
        if (result is not null)
        {
            run.Add(result, keepRecord: false);
            await attempt.Sink.StepFinishedAsync(result.Record, result.Exchange, CancellationToken.None);
        }
    }
}
