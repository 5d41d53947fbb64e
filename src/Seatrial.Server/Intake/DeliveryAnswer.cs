namespace Seatrial.Server.Intake;

/// <summary>What a sender is told.</summary>
/// <param name="Status"><c>accepted</c>, <c>known</c>, <c>attached</c> or <c>ignored</c>.</param>
/// <param name="RunId">The run; null when ignored.</param>
/// <param name="Run">The run's address; null when ignored.</param>
/// <param name="Reason">Why it was ignored; null otherwise.</param>
internal sealed record DeliveryAnswer(string Status, string? RunId, string? Run, string? Reason);
