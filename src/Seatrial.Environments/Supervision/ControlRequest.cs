using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Seatrial.Core.Deployments;
using Seatrial.Environments.Releases;

namespace Seatrial.Environments.Supervision;

/// <summary>What a supervisor can be asked, one line of JSON a connection. Closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Status), "status")]
[JsonDerivedType(typeof(Deploy), "deploy")]
[JsonDerivedType(typeof(Rollback), "rollback")]
[JsonDerivedType(typeof(Operation), "operation")]
[JsonDerivedType(typeof(Configure), "configure")]
[JsonDerivedType(typeof(Stop), "stop")]
internal abstract record ControlRequest
{
    private ControlRequest()
    {
    }

    /// <summary>What runs?</summary>
    public sealed record Status : ControlRequest;

    /// <summary>Bring a release.</summary>
    public sealed record Deploy(string Key, string Actor, ReleasePlan Plan, string? Url = null) : ControlRequest;

    /// <summary>Bring the replaced versions back, if the services still run what is said here.</summary>
    public sealed record Rollback(string Key, string Reason, ImmutableArray<DeployedService> Expected) : ControlRequest;

    /// <summary>What became of an operation?</summary>
    public sealed record Operation(string Key) : ControlRequest;

    /// <summary>Whom to tell, and where services send their telemetry when they are next started.</summary>
    public sealed record Configure(WebhookTarget? Webhook, string? TelemetryEndpoint) : ControlRequest;

    /// <summary>Stop everything and end.</summary>
    public sealed record Stop : ControlRequest;
}
