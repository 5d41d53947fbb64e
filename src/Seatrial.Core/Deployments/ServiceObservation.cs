namespace Seatrial.Core.Deployments;

/// <summary>What one look at one service showed.</summary>
/// <param name="Service">The service.</param>
/// <param name="Version">The version that answered; null when none did.</param>
/// <param name="Condition">What state it is in.</param>
/// <param name="Detail">What was seen, in one line, when it is not simply ready.</param>
public sealed record ServiceObservation(string Service, string? Version, ServiceCondition Condition, string? Detail = null);
