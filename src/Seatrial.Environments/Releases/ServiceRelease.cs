using System.Collections.Immutable;

namespace Seatrial.Environments.Releases;

/// <summary>A service as a release manifest describes it. Paths and values are as written.</summary>
/// <param name="Name">The service.</param>
/// <param name="Version">Its version.</param>
/// <param name="Build">The folder of its build, relative to the root.</param>
/// <param name="Run">What to run there: a program and its arguments, never a shell line.</param>
/// <param name="Settings">Environment variables; values may hold <c>{{ name }}</c>.</param>
public sealed record ServiceRelease(
    string Name,
    string Version,
    string Build,
    ImmutableArray<string> Run,
    ImmutableSortedDictionary<string, string> Settings);
