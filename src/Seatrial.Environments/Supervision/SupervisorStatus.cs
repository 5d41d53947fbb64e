using System.Collections.Immutable;

namespace Seatrial.Environments.Supervision;

/// <summary>What a supervisor says of its environment.</summary>
/// <param name="Pid">The supervisor's process.</param>
/// <param name="Gateway">The gateway's address; it is known and stays before anything was deployed.</param>
/// <param name="IsGatewayUp">Whether the gateway runs.</param>
/// <param name="Release">The release that was deployed last; null before the first.</param>
/// <param name="Services">What serves.</param>
/// <param name="Operation">What is under way; null when nothing is.</param>
/// <param name="UndeliveredWebhooks">How many deployments the server has not been told of yet.</param>
/// <param name="RefusedWebhooks">How many the server refused to hear of.</param>
public sealed record SupervisorStatus(
    int Pid,
    Uri Gateway,
    bool IsGatewayUp,
    string? Release,
    ImmutableArray<ServiceStatus> Services,
    OperationReport? Operation,
    int UndeliveredWebhooks,
    int RefusedWebhooks)
{
    /// <summary>Where its services send telemetry from their next start on, over OTLP/gRPC; null for nowhere.</summary>
    public string? TelemetryEndpoint { get; init; }
}
