using System.Collections.Immutable;

namespace Seatrial.Environments.Releases;

/// <summary>A release: the versions of all services that belong together.</summary>
/// <param name="Release">Its name.</param>
/// <param name="Why">What it brings; null when not said.</param>
/// <param name="Services">Its services, in the order written, which is the order of the roll-out.</param>
public sealed record ReleaseManifest(string Release, string? Why, ImmutableArray<ServiceRelease> Services);
