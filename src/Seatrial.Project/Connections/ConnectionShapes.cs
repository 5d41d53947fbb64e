using System.Collections.Immutable;
using Seatrial.Core.Documents;
using static Seatrial.Project.Shapes.Keys;

namespace Seatrial.Project.Connections;

/// <summary>What may be written of connections: in an environment, a service, or a step.</summary>
public static class ConnectionShapes
{
    /// <summary>The keys that <see cref="ConnectionBinder"/> reads.</summary>
    public static ImmutableArray<ShapeKey> Keys { get; } =
    [
        Key(
            "tls",
            Map(
                Key("ca", Text, "A PEM file of the project: the authorities to trust, and no others."),
                Key("certificate", Text, "A PEM file of the project: the certificate that is shown to a server which asks for one."),
                Key("key", Text, "Its private key, as PEM: a secret."),
                Key("insecure", Flag, "Takes any certificate."),
                Key("serverName", Any, "What is asked for in place of the address's host.")),
            "Whose certificates are trusted, and which is shown."),
        Key("proxy", Text, "The address of a proxy, or `none`."),
        Key("noProxy", Texts, "What is reached without the proxy: hosts, `.domains` and addresses."),
        Key("httpVersion", Either(Text, Whole(2, 3)), "1.1, 2 or 3, and nothing else."),
    ];
}
