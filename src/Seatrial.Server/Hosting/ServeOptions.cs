using System.Net;

namespace Seatrial.Server.Hosting;

/// <summary>What <c>seatrial serve</c> is told.</summary>
public sealed record ServeOptions
{
    /// <summary>How many characters a <see cref="ReadToken"/> has at least.</summary>
    public const int LeastReadToken = 16;

    /// <summary>Where the journal, the snapshots, the logs and <c>server.json</c> are; made when missing.</summary>
    public required string StateFolder { get; init; }

    /// <summary>The address of the API and the intake.</summary>
    /// <value>Default: this machine only.</value>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port of the API and the intake.</summary>
    /// <value>0 to 65,535; default 0: any free one, told in <c>server.json</c>.</value>
    public int Port { get; init; }

    /// <summary>The address telemetry comes in at.</summary>
    /// <value>Default: this machine only.</value>
    public IPAddress OtlpAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The port for OTLP over gRPC.</summary>
    /// <value>0 to 65,535; default 0: any free one.</value>
    public int OtlpGrpcPort { get; init; }

    /// <summary>The port for OTLP over HTTP.</summary>
    /// <value>0 to 65,535; default 0: any free one.</value>
    public int OtlpHttpPort { get; init; }

    /// <summary>What readers of runs must show; null lets only this machine read.</summary>
    public string? ReadToken { get; init; }

    /// <summary>How many flows run at once, whatever the policies say; null leaves it to them.</summary>
    public int? Parallel { get; init; }

    /// <summary>Told each thing that happens, as a line of plain text: deliveries, runs, verdicts, remedies. Must return at once and never throw.</summary>
    public Action<string>? OnNews { get; init; }

    /// <summary>Further settings by name, such as <c>Intake:MaxBodyBytes</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
