using System.Collections.Immutable;

namespace Seatrial.Environments.Releases;

/// <summary>The <c>process:</c> part of an environment.</summary>
/// <param name="Gateway">What stands before the services. Started once, never rolled.</param>
/// <param name="Root">The folder that builds are relative to, itself relative to the project.</param>
/// <param name="Ready">The path that answers 200 when a service can take requests.</param>
/// <param name="Settings">Environment variables of every service.</param>
public sealed record ProcessSpec(
    ServiceRelease Gateway,
    string Root,
    string Ready,
    ImmutableSortedDictionary<string, string> Settings);
