using System.Collections.Immutable;

namespace Seatrial.Environments.Releases;

/// <summary>A release ready to be deployed.</summary>
/// <param name="Release">Its name.</param>
/// <param name="Gateway">What stands before the services.</param>
/// <param name="Ready">The path that answers 200 when a service can take requests.</param>
/// <param name="Services">The services, in the order of the roll-out.</param>
public sealed record ReleasePlan(
    string Release,
    ServicePlan Gateway,
    string Ready,
    ImmutableArray<ServicePlan> Services);
