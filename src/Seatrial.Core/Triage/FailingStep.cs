using Seatrial.Core.Flows;

namespace Seatrial.Core.Triage;

/// <summary>A step that failed, or one before it in the same attempt, with what its services told of it.</summary>
/// <remarks>Asynchronous work fails in the trace of the step that caused it, while the step that waits for it is the one that fails.</remarks>
/// <param name="FlowId">The flow.</param>
/// <param name="StepIndex">The step whose trace this is, from 0: the one that failed, or an earlier one of the same attempt.</param>
/// <param name="Failure">The failure.</param>
/// <param name="Trace">Its trace.</param>
/// <param name="Green">The shape of the same step's trace when it was last green; null when unknown.</param>
public sealed record FailingStep(string FlowId, int StepIndex, StepFailure Failure, TraceSignals Trace, TraceShape? Green)
{
    /// <summary>Whether it is the step that failed itself.</summary>
    public bool IsTheOne => StepIndex == Failure.StepIndex;
}
