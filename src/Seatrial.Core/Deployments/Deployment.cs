using System.Collections.Immutable;

namespace Seatrial.Core.Deployments;

/// <summary>Versions of one or more services landed in an environment.</summary>
/// <param name="Id">The sender's id; the same id again is the same deployment.</param>
/// <param name="Source">Who told: <c>webhook</c>, <c>cdevents:SOURCE</c>, <c>cli</c>.</param>
/// <param name="Services">What landed; at least one.</param>
/// <param name="OccurredAt">When, by the sender's clock.</param>
public sealed record Deployment(
    string Id,
    string Source,
    ImmutableArray<DeployedService> Services,
    DateTimeOffset OccurredAt)
{
    /// <summary>The revision that was deployed, such as a release name or commit.</summary>
    public string? Revision { get; init; }

    /// <summary>Who or what deployed.</summary>
    public string? Actor { get; init; }

    /// <summary>Where to read about it.</summary>
    public string? Url { get; init; }
}
