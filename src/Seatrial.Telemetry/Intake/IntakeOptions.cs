namespace Seatrial.Telemetry.Intake;

/// <summary>Where telemetry is taken in, and how much of it at once.</summary>
public sealed class IntakeOptions
{
    /// <summary>Where the options are found in configuration.</summary>
    public const string Section = "Telemetry:Intake";

    /// <summary>The address to listen on.</summary>
    /// <value>An IPv4 or IPv6 address; <c>127.0.0.1</c> unless told, <c>0.0.0.0</c> or <c>::</c> for all.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port for gRPC.</summary>
    /// <value>0 (any free one) to 65,535; 4317 unless told.</value>
    public int GrpcPort { get; set; } = 4317;

    /// <summary>The port for HTTP.</summary>
    /// <value>0 (any free one) to 65,535; 4318 unless told.</value>
    public int HttpPort { get; set; } = 4318;

    /// <summary>The most bytes of one request, as sent and again when unpacked.</summary>
    /// <value>1 KiB to 1 GiB; 64 MiB unless told, as OTLP recommends.</value>
    public int MaxRequestBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The most requests at work at once; more are told to come back.</summary>
    /// <value>1 to 10,000; 64 unless told.</value>
    public int MaxConcurrentRequests { get; set; } = 64;

    /// <summary>The most bytes of requests in memory at once; beyond, senders are told to come back.</summary>
    /// <value>At least <see cref="MaxRequestBytes"/>, at most 64 GiB; 256 MiB unless told.</value>
    public long MaxInFlightBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>When senders are told to come back.</summary>
    /// <value>1 second to 5 minutes; 1 second unless told.</value>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
