using System.Collections.Immutable;
using System.Net;

namespace Seatrial.Cli.Servers;

/// <summary>What <c>seatrial serve</c> was asked for.</summary>
/// <param name="Projects">The projects' folders.</param>
/// <param name="Listen">Where the API and the intake listen.</param>
internal sealed record ServeArguments(ImmutableArray<string> Projects, IPEndPoint Listen)
{
    /// <summary>The state folder; null is the first project's own.</summary>
    public string? State { get; init; }

    /// <summary>The port for OTLP over gRPC.</summary>
    public int OtlpGrpcPort { get; init; }

    /// <summary>The port for OTLP over HTTP.</summary>
    public int OtlpHttpPort { get; init; }

    /// <summary>How many flows run at once; null leaves it to the policies.</summary>
    public int? Parallel { get; init; }

    /// <summary>The environment variable with the token that readers must show; null lets only this machine read.</summary>
    public string? TokenEnv { get; init; }
}
