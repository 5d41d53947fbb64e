using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>What of a flow reads names: one and the same for all the rows it is run with, which may be thousands.</summary>
internal readonly record struct FlowParts(
    ImmutableArray<StepPlan> Steps,
    ImmutableDictionary<string, IBoundValue?> Inputs,
    ImmutableDictionary<string, IBoundValue> Outputs,
    ImmutableArray<KeyValuePair<string, IBoundValue>> Variables)
{
    public static FlowParts Of(FlowPlan flow) => new(flow.Steps, flow.Inputs, flow.Outputs, flow.Variables);
}
