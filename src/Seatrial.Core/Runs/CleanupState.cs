using Seatrial.Core.Flows;

namespace Seatrial.Core.Runs;

/// <summary>What is known of one cleanup.</summary>
/// <param name="Registration">The promise as last journalled.</param>
/// <param name="Order">Its place among the run's cleanups, from 0.</param>
public sealed record CleanupState(CleanupRegistration Registration, int Order)
{
    /// <summary>Whether the step's answer is known.</summary>
    public bool IsArmed { get; init; }

    /// <summary>How it ended; null while it is owed.</summary>
    public CleanupResult? Result { get; init; }
}
