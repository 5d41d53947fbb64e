using System.Collections.Immutable;

namespace Seatrial.Core.Triage;

/// <summary>The shape of a step's trace: what was called from where, how often and how long; the green baseline of later runs.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="StepIndex">The step, from 0.</param>
/// <param name="Nodes">One node per distinct path, in ordinal order of the path.</param>
public sealed record TraceShape(string FlowId, int StepIndex, ImmutableArray<TraceShapeNode> Nodes);
