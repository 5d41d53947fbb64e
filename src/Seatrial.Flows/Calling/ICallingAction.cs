using Seatrial.Core.Flows;

namespace Seatrial.Flows.Calling;

/// <summary>An action that runs another flow, and needs the runner for it.</summary>
internal interface ICallingAction : IStepAction
{
    /// <summary>The flow it calls.</summary>
    string FlowId { get; }

    ValueTask<StepAnswer> CallAsync(StepContext context, IFlowCaller caller);
}
