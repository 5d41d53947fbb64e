using Seatrial.Core.Flows;

namespace Seatrial.Core.Triage;

/// <summary>A step that failed, with what its services told of it.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Failure">The failure.</param>
/// <param name="Trace">Its trace.</param>
/// <param name="Green">The shape of the same step's trace when it was last green; null when unknown.</param>
public sealed record FailingStep(string FlowId, StepFailure Failure, TraceSignals Trace, TraceShape? Green);
