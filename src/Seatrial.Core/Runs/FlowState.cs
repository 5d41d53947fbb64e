using System.Collections.Immutable;

namespace Seatrial.Core.Runs;

/// <summary>What is known of one flow of a run.</summary>
/// <param name="FlowId">The flow.</param>
public sealed record FlowState(string FlowId)
{
    /// <summary>Its attempts, in order.</summary>
    public ImmutableArray<AttemptState> Attempts { get; init; } = [];

    /// <summary>Why it will not run; null when it will.</summary>
    public string? SkippedBecause { get; init; }
}
