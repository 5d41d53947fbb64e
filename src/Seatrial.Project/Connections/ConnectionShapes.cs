using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Connections;

/// <summary>How the keys of <see cref="ConnectionBinder"/> are written, for editors.</summary>
public static class ConnectionShapes
{
    private static readonly DocumentShape Text = new DocumentShape.Text();

    /// <summary>The keys.</summary>
    public static ImmutableArray<ShapeKey> Keys { get; } =
    [
        new(
            "tls",
            new DocumentShape.Map(
            [
                new("ca", Text, "A PEM file of the project: whom to trust instead of the system's authorities."),
                new("insecure", new DocumentShape.Flag(), "Takes any certificate."),
                new("serverName", Text, "The name that is asked for, and that the certificate must bear."),
            ]),
            "How the secure channel is set up."),
        new("proxy", Text, "The proxy to go through, such as `http://proxy.example:3128`, or `none`."),
        new("noProxy", new DocumentShape.List(Text, MayBeSingle: true), "What is reached without the proxy: hosts, domains, addresses, networks."),
        new("httpVersion", new DocumentShape.Text { Pattern = "^(1\\.1|2|2\\.0|3|3\\.0)$" }, "The version of HTTP that is spoken, and no other."),
    ];
}
