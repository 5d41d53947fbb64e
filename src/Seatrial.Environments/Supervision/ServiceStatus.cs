using Seatrial.Core.Deployments;

namespace Seatrial.Environments.Supervision;

/// <summary>What a supervisor says of a service.</summary>
/// <param name="Name">The service.</param>
/// <param name="Version">The version that serves.</param>
/// <param name="PreviousVersion">What it would go back to; null when there is nothing.</param>
/// <param name="Condition">Its state.</param>
/// <param name="Address">Its address, through the gateway.</param>
/// <param name="Pid">Its process; null between a death and the restart.</param>
/// <param name="RecentDeaths">How often its process died of late.</param>
/// <param name="Log">Where its output is.</param>
public sealed record ServiceStatus(
    string Name,
    string Version,
    string? PreviousVersion,
    ServiceCondition Condition,
    Uri Address,
    int? Pid,
    int RecentDeaths,
    string Log);
