using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>How a request goes out, and what is wanted of its answer beyond the beginning of its body.</summary>
/// <param name="Settings">How to connect.</param>
internal sealed record HttpSending(ConnectionSettings Settings)
{
    public static HttpSending Plain { get; } = new(ConnectionSettings.Default);

    /// <summary>Whether the body is read to its end however long it is, and its size and hash are taken.</summary>
    public bool MeasuresBody { get; init; }

    /// <summary>Takes what the TLS of the connection is like, which is then one of its own; null when nobody asks.</summary>
    public TlsFacts? Tls { get; init; }
}
