using System.Collections.Immutable;

namespace Seatrial.Cli.Servers;

/// <summary>What <c>seatrial serve</c> was asked for.</summary>
/// <param name="Projects">The projects' folders.</param>
/// <param name="Listen">Where to listen.</param>
internal sealed record ServeArguments(ImmutableArray<string> Projects, string Listen)
{
    /// <summary>The state folder; null is the first project's own.</summary>
    public string? State { get; init; }

    /// <summary>Where supervisors are, for a world of its own; null is with each project, where every other command looks, too.</summary>
    public string? Environments { get; init; }

    /// <summary>The variable that holds what readers must show; null lets only this machine read.</summary>
    public string? ReadTokenEnv { get; init; }

    /// <summary>The port for OTLP over gRPC; 0 is any free one.</summary>
    public int OtlpGrpcPort { get; init; }

    /// <summary>The port for OTLP over HTTP; 0 is any free one.</summary>
    public int OtlpHttpPort { get; init; }

    /// <summary>Whether nothing is ever done about a verdict.</summary>
    public bool Shadow { get; init; }
}
