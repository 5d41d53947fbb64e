using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Connections;

/// <summary>What a user wrote about how to connect: of an environment, a service, or one step. What it does not say stays as it is.</summary>
public sealed record ConnectionPlan
{
    /// <summary>Says nothing.</summary>
    public static ConnectionPlan None { get; } = new();

    /// <summary>The authorities to trust instead of the system's, as PEM.</summary>
    public string? Authorities { get; init; }

    /// <summary>Whether any certificate is taken.</summary>
    public bool? IsInsecure { get; init; }

    /// <summary>The name to ask for.</summary>
    public IBoundValue? ServerName { get; init; }

    /// <summary>The certificate to show, as PEM.</summary>
    public string? Certificate { get; init; }

    /// <summary>Its private key, as PEM.</summary>
    public IBoundValue? CertificateKey { get; init; }

    /// <summary>The proxy's address, with credentials if it wants some.</summary>
    public IBoundValue? Proxy { get; init; }

    /// <summary>Whether to go without the proxy that would be used otherwise.</summary>
    public bool GoesDirect { get; init; }

    /// <summary>What is reached without the proxy, separated by commas.</summary>
    public string? NoProxy { get; init; }

    /// <summary>The version of HTTP to speak.</summary>
    public Version? HttpVersion { get; init; }

    /// <summary>The names its values read.</summary>
    public IEnumerable<string> Names => (Proxy?.Names ?? []).Concat(ServerName?.Names ?? []).Concat(CertificateKey?.Names ?? []);

    /// <summary>Settings with what it says.</summary>
    /// <param name="settings">The settings as they are without it.</param>
    /// <param name="scope">The names in reach.</param>
    /// <exception cref="FlowExpressionException">A value could not be evaluated, or is no address of a proxy.</exception>
    public ConnectionSettings Apply(ConnectionSettings settings, IFlowScope scope)
    {
        if (this == None)
        {
            return settings;
        }

        (Uri? proxy, string? credentials) = GoesDirect ? (null, null)
            : Proxy is null ? (settings.Proxy, settings.ProxyCredentials)
            : ProxyAddress.Evaluate(Proxy, scope);
        return settings with
        {
            Authorities = Authorities ?? (IsInsecure == true ? null : settings.Authorities),
            IsInsecure = IsInsecure ?? (Authorities is null && settings.IsInsecure),
            ServerName = ServerName?.Evaluate(scope).ToText() ?? settings.ServerName,
            ClientCertificate = Certificate ?? settings.ClientCertificate,
            ClientKey = Certificate is null || CertificateKey is null ? settings.ClientKey : ReadKey(Certificate, CertificateKey, scope),
            Proxy = proxy,
            ProxyCredentials = credentials,
            NoProxy = NoProxy ?? settings.NoProxy,
            HttpVersion = HttpVersion ?? settings.HttpVersion,
        };
    }

    private static string ReadKey(string certificate, IBoundValue key, IFlowScope scope)
    {
        string pem = key.Evaluate(scope).ToText();
        try
        {
            using X509Certificate2 both = X509Certificate2.CreateFromPem(certificate, pem);
            return pem;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new FlowExpressionException(key.Span, "`key` is not the private key of `certificate`: it is a PEM text that is not encrypted and belongs to the first certificate of the file");
        }
    }
}
