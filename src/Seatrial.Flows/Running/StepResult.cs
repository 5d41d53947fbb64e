using Seatrial.Core.Flows;
using Seatrial.Project.Arazzo;

namespace Seatrial.Flows.Running;

/// <summary>What came of a step.</summary>
/// <param name="Record">Its record, masked.</param>
/// <param name="Exchange">The last exchange, masked.</param>
/// <param name="Frame">The flow with what the step captured.</param>
internal sealed record StepResult(StepRecord Record, StepExchange? Exchange, FlowFrame Frame)
{
    /// <summary>Where a workflow goes on; null: with the next step, or not at all after a failure.</summary>
    public WorkflowTurn? Turn { get; init; }

    /// <summary>The HTTP status that came last, if one did.</summary>
    public int? Status { get; init; }
}
