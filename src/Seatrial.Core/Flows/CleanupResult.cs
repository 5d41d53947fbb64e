namespace Seatrial.Core.Flows;

/// <summary>How a cleanup ended, and why.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">What happened, in one line; null when there is nothing to say.</param>
public sealed record CleanupResult(CleanupOutcome Outcome, string? Detail = null);
