using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>Steps as they run: those of the attempt's flow, of one that a step of it calls, or of one lane of a block.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Values">Its inputs and what its steps captured so far.</param>
/// <param name="Seed">Keys the random values of its steps.</param>
internal sealed record FlowFrame(FlowPlan Flow, ImmutableDictionary<string, FlowValue> Values, long Seed)
{
    private readonly TraceMemo _traces = new();

    /// <summary>The steps: the flow's, or those of a block.</summary>
    public ImmutableArray<StepPlan> Steps { get; init; } = Flow.Steps;

    /// <summary>The steps that lead here, outermost first; empty for the attempt's own flow.</summary>
    public ImmutableArray<FrameCaller> Callers { get; init; } = [];

    /// <summary>The trace of the outermost step; null in the attempt's own flow, whose steps have one each.</summary>
    public StepTrace? OuterTrace { get; init; }

    public bool IsInner => !Callers.IsEmpty;

    /// <summary>The frame of a flow that a step calls.</summary>
    public FlowFrame Called(StepPlan step, FlowPlan flow, ImmutableDictionary<string, FlowValue> inputs) =>
        new(flow, inputs, StepRandom.InnerSeed(Seed, step.Index)) { Callers = Callers.Add(new(step, null)), OuterTrace = Trace(step) };

    /// <summary>The frame of a lane of a block: it sees what the steps around it see.</summary>
    public FlowFrame Lane(StepPlan step, int lane, ImmutableArray<StepPlan> steps) => this with
    {
        Steps = steps,
        Seed = StepRandom.InnerSeed(StepRandom.InnerSeed(Seed, step.Index), lane),
        Callers = Callers.Add(new(step, lane)),
        OuterTrace = Trace(step),
    };

    /// <summary>The trace and the span that the requests of a step hang from. Inside another step they are that one's: a trace has one parent that nobody exports, by which it is known to be complete.</summary>
    public StepTrace Trace(StepPlan step) => OuterTrace ?? _traces.Of(Seed, step.Index);

    /// <summary>Where a step stands, from the outermost: <c>2</c>, <c>2.0</c> in a flow that step 2 calls, <c>2:1.0</c> in lane 1 of the block that is step 2.</summary>
    public string PathOf(StepPlan step) => string.Join('.', Callers.Select(static c => c.Path).Append(new FrameCaller(step, null).Path));

    /// <summary>How a step calls itself in baggage: its id, behind those of its callers.</summary>
    public string IdentityOf(StepPlan step) => IsInner ? string.Join('/', Callers.Select(static c => c.Step.Id).Append(step.Id)) : step.Id;
}
