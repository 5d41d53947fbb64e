namespace Seatrial.Core.Flows;

/// <summary>How an attempt to reach a service ended without an answer.</summary>
public enum TransportFault
{
    /// <summary>The name did not resolve.</summary>
    NameResolution,

    /// <summary>Nothing listens, or no route leads there.</summary>
    ConnectionRefused,

    /// <summary>The secure channel could not be set up.</summary>
    Tls,

    /// <summary>The connection was made and broke before the answer was whole.</summary>
    ConnectionLost,

    /// <summary>The answer did not keep to the protocol.</summary>
    Protocol,

    /// <summary>The nearest deadline passed.</summary>
    Timeout,

    /// <summary>The other side answered and let nobody in: wrong credentials, no such database or virtual host.</summary>
    Denied,
}
