using System.Collections.Immutable;
using Seatrial.Core.Deployments;

namespace Seatrial.Environments.Supervision;

/// <summary>The body of a deployment webhook.</summary>
internal sealed record WebhookBody(
    string Id,
    ImmutableArray<DeployedService> Services,
    string Revision,
    string Actor,
    string? Url,
    DateTimeOffset OccurredAt);
