using System.Collections.Immutable;
using Seatrial.Core.Triage;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Tracing;

/// <summary>The traces that the steps of an attempt sent, and what came back of them.</summary>
/// <remarks>Thread-safe. A called flow and a lane of a block send the trace of the step around them.</remarks>
internal sealed class AttemptTraces(AttemptContext attempt)
{
    // What these verbs talk to is not told which trace it is part of.
    private static readonly string[] Silent = ["sql", "redis"];

    private readonly Lock _gate = new();
    private ImmutableList<(StepPlan Step, string TraceId)> _sent = [];

    public TimeProvider Time => attempt.Time;

    public Masker Mask => attempt.Redaction.Mask;

    public bool IsRunCancelled => attempt.Run.IsCancellationRequested;

    /// <summary>The trace of a step; null for one that sends none.</summary>
    public static string? IdOf(FlowFrame frame, StepPlan step) => step.Action is TraceAction ? null : frame.Trace(step).TraceId;

    /// <summary>A step is about to act.</summary>
    public void Add(FlowFrame frame, StepPlan step)
    {
        if (frame.IsInner || step.Action is TraceAction || Silent.Contains(step.Verb, StringComparer.Ordinal))
        {
            return;
        }

        lock (_gate)
        {
            string id = frame.Trace(step).TraceId;
            if (!_sent.Exists(sent => sent.TraceId == id))
            {
                _sent = _sent.Add((step, id));
            }
        }
    }

    /// <summary>What has come so far; null where no telemetry is taken in.</summary>
    public ImmutableArray<StepSignals>? Look()
    {
        ImmutableArray<StepSignals>.Builder all = ImmutableArray.CreateBuilder<StepSignals>();
        DateTimeOffset now = attempt.Time.GetUtcNow();
        foreach ((StepPlan step, string id) in Volatile.Read(ref _sent))
        {
            if (attempt.Sink.FindTrace(id) is not { } signals)
            {
                return null;
            }

            all.Add(new(step.Id, step.Name, signals, !signals.IsTruncated && TraceCompleteness.IsComplete(signals, now, attempt.SignalsQuiet)));
        }

        return all.ToImmutable();
    }
}
