using Seatrial.Core.Flows;

namespace Seatrial.Core.Runs;

/// <summary>What is known of one attempt.</summary>
/// <param name="Number">The attempt, from 1.</param>
/// <param name="IsConfirmation">Whether it confirms a failure.</param>
/// <param name="Seed">Keys its random source.</param>
/// <param name="StartedAt">When it started.</param>
public sealed record AttemptState(int Number, bool IsConfirmation, long Seed, DateTimeOffset StartedAt)
{
    /// <summary>How it ended; null while it runs, or when it was abandoned.</summary>
    public FlowAttemptResult? Result { get; init; }

    /// <summary>Whether it died with its process.</summary>
    public bool IsAbandoned { get; init; }
}
