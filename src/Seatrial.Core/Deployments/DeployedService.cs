namespace Seatrial.Core.Deployments;

/// <summary>A service that landed in an environment.</summary>
/// <param name="Name">The service.</param>
/// <param name="Version">The version that landed.</param>
/// <param name="PreviousVersion">The version it replaced; null when unknown or none.</param>
public sealed record DeployedService(string Name, string Version, string? PreviousVersion);
