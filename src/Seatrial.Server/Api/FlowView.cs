using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;

namespace Seatrial.Server.Api;

/// <summary>A flow of a run.</summary>
/// <param name="Id">The flow.</param>
/// <param name="Name">The name people read.</param>
/// <param name="IsCritical">Whether it counts for the verdict.</param>
/// <param name="SkippedBecause">Why it did not run, or null.</param>
/// <param name="Attempts">Its attempts, in order.</param>
/// <param name="Judgement">What the verdict says of it; null before.</param>
internal sealed record FlowView(
    string Id,
    string Name,
    bool IsCritical,
    string? SkippedBecause,
    ImmutableArray<AttemptState> Attempts,
    FlowJudgement? Judgement)
{
    public static FlowView Of(RunState run, FlowHeader flow)
    {
        FlowState? state = run.Flows.GetValueOrDefault(flow.Id);
        return new FlowView(
            flow.Id,
            flow.Name,
            flow.IsCritical,
            state?.SkippedBecause,
            state?.Attempts ?? [],
            run.Judgements.FirstOrDefault(judgement => string.Equals(judgement.FlowId, flow.Id, StringComparison.Ordinal)));
    }
}
