using System.Collections.Frozen;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Kafka;

/// <summary>Where a cluster is, and how it is spoken with.</summary>
/// <param name="Server">One of its brokers; the others are learnt from it.</param>
/// <param name="Settings">What the client library is told, by the names it documents.</param>
internal sealed record KafkaAddress(ServerAddress Server, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The schemes, and their usual ports.</summary>
    public static readonly FrozenDictionary<string, int> Schemes =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["kafka"] = 9092, ["kafkas"] = 9093 }.ToFrozenDictionary(StringComparer.Ordinal);

    // A list, and not whatever the library knows: it can be told to load libraries.
    private static readonly FrozenSet<string> Options = FrozenSet.Create(
        StringComparer.Ordinal,
        "sasl.mechanism",
        "ssl.ca.location",
        "ssl.certificate.location",
        "ssl.key.location",
        "ssl.key.password",
        "ssl.endpoint.identification.algorithm",
        "enable.ssl.certificate.verification",
        "client.id",
        "allow.auto.create.topics",
        "broker.address.family");

    /// <exception cref="FlowExpressionException">It is none.</exception>
    public static KafkaAddress Evaluate(IBoundValue url, IFlowScope scope)
    {
        ServerAddress server = ServerAddress.Evaluate(url, scope, Schemes);
        bool isSecure = server.Scheme == "kafkas";
        Dictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["bootstrap.servers"] = server.Authority,
            ["client.id"] = "seatrial",
            ["security.protocol"] = (server.User is not null, isSecure) switch
            {
                (false, false) => "plaintext",
                (false, true) => "ssl",
                (true, false) => "sasl_plaintext",
                (true, true) => "sasl_ssl",
            },
        };
        if (server.User is { } user)
        {
            settings["sasl.mechanism"] = "PLAIN";
            settings["sasl.username"] = user;
            settings["sasl.password"] = server.Password ?? string.Empty;
        }

        if (isSecure)
        {
            Trust(settings, scope.ConnectionTo(new Uri($"kafkas://{server.Authority}")));
        }

        foreach ((string name, string value) in server.Options)
        {
            settings[name] = Options.Contains(name)
                ? value
                : throw new FlowExpressionException(url.Span, $"the address has the option `{name}`, which is none of {string.Join(", ", Options.Order(StringComparer.Ordinal))}");
        }

        return new(server, settings);
    }

    /// <summary>What the environment says of TLS; the address's own options come behind it and win.</summary>
    private static void Trust(Dictionary<string, string> settings, ConnectionSettings connection)
    {
        if (connection.IsInsecure)
        {
            settings["enable.ssl.certificate.verification"] = "false";
        }

        if (connection.Authorities is { } authorities)
        {
            settings["ssl.ca.pem"] = authorities;
        }

        if (connection is { ClientCertificate: { } certificate, ClientKey: { } key })
        {
            settings["ssl.certificate.pem"] = certificate;
            settings["ssl.key.pem"] = key;
        }
    }
}
