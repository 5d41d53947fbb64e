using Seatrial.Core.Flows;

namespace Seatrial.Flows.Running;

/// <summary>What came of a step.</summary>
/// <param name="Record">Its record, masked.</param>
/// <param name="Exchange">The last exchange, masked.</param>
/// <param name="Frame">The flow with what the step captured.</param>
internal sealed record StepResult(StepRecord Record, StepExchange? Exchange, FlowFrame Frame);
