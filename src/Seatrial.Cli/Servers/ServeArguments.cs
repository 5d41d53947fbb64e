using System.Collections.Immutable;

namespace Seatrial.Cli.Servers;

/// <summary>What <c>seatrial serve</c> was asked for.</summary>
/// <param name="Projects">The projects' folders.</param>
/// <param name="Listen">Where to listen.</param>
internal sealed record ServeArguments(ImmutableArray<string> Projects, string Listen)
{
    /// <summary>The state folder; null is the first project's own.</summary>
    public string? State { get; init; }
}
