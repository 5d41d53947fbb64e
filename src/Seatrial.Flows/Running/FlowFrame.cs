using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>A flow as it runs: the one of the attempt, or one that a step of it calls.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Values">Its inputs and what its steps captured so far.</param>
/// <param name="Seed">Keys the random values of its steps.</param>
internal sealed record FlowFrame(FlowPlan Flow, ImmutableDictionary<string, FlowValue> Values, long Seed)
{
    /// <summary>The steps that called it, outermost first; empty for the attempt's own flow.</summary>
    public ImmutableArray<StepPlan> Callers { get; init; } = [];

    /// <summary>The trace of the outermost step; null in the attempt's own flow, whose steps have one each.</summary>
    public StepTrace? OuterTrace { get; init; }

    public bool IsInner => !Callers.IsEmpty;

    public StepTrace Trace(StepPlan step)
    {
        StepTrace own = StepRandom.Trace(Seed, step.Index);
        return OuterTrace is { } outer ? own with { TraceId = outer.TraceId } : own;
    }

    /// <summary>Where a step stands, from the outermost: <c>2</c>, or <c>2.0</c> in a flow that step 2 calls.</summary>
    public string PathOf(StepPlan step) => string.Join('.', Callers.Add(step).Select(static s => s.Index));

    /// <summary>How a step calls itself in baggage: its id, behind those of its callers.</summary>
    public string IdentityOf(StepPlan step) => IsInner ? string.Join('/', Callers.Add(step).Select(static s => s.Id)) : step.Id;
}
