namespace Seatrial.Flows.Http;

/// <summary>How the runner reaches services over HTTP.</summary>
public sealed record HttpTransportOptions
{
    /// <summary>The product token sent as <c>User-Agent</c> where the flow sets none.</summary>
    public string UserAgent { get; init; } = "seatrial/0.1";

    /// <summary>How long a connection may take to be made, within the step's own deadline.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How much of an answer's body is read, after decompression.</summary>
    /// <value>Default 10 MiB.</value>
    public int MaxBodyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How much of a body is kept in the record of a step.</summary>
    /// <value>Default 64 KiB.</value>
    public int MaxRecordedBodyBytes { get; init; } = 64 * 1024;

    /// <summary>The proxy; null means none, whatever the process environment says.</summary>
    public Uri? Proxy { get; init; }
}
