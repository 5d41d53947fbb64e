using System.Collections.Immutable;
using Seatrial.Core.Deployments;

namespace Seatrial.Environments.Supervision;

/// <summary>A deployment or rollback under way. The whole of it is on disk before each step, so a restart goes on with it.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Release">The release's name once it has succeeded.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="Changes">The services that change.</param>
/// <param name="Steps">What is to be done, in order; the way back once the phase is undo.</param>
internal sealed record Rollout(
    string Key,
    OperationKind Kind,
    string Release,
    string Actor,
    DateTimeOffset RequestedAt,
    ImmutableArray<DeployedService> Changes,
    ImmutableArray<RolloutStep> Steps)
{
    public RolloutPhase Phase { get; init; }

    /// <summary>Everything that went wrong, the first first.</summary>
    public ImmutableArray<string> Failures { get; init; } = [];

    public OperationReport? Outcome { get; init; }

    public string? Reason { get; init; }

    public string? Url { get; init; }

    public Rollout With(int index, RolloutStep step) => this with { Steps = Steps.SetItem(index, step) };

    /// <summary>Turns back: those that were switched, last first.</summary>
    public Rollout TurnBack(string failure) => this with
    {
        Phase = RolloutPhase.Undo,
        Failures = Failures.Add(failure),
        Steps = [.. Steps.Where(step => step.IsSwitched).Reverse().Select(step => step.Reverse())],
    };
}
