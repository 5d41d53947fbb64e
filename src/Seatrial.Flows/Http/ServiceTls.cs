using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>Whom a connection trusts, and what name it asks for.</summary>
internal static class ServiceTls
{
    public static SslClientAuthenticationOptions Options(ConnectionSettings settings)
    {
        SslClientAuthenticationOptions options = new();
        if (settings.IsInsecure)
        {
#pragma warning disable CA5359 // It is what the project asks for, and was warned of where it is written.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (settings.Authorities is { } pem)
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPem(pem);
            options.CertificateChainPolicy = policy;
        }

        if (settings is { ClientCertificate: { } certificate, ClientKey: { } key })
        {
            X509Certificate2Collection chain = [];
            chain.ImportFromPem(certificate);
            options.ClientCertificateContext = SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(certificate, key), chain, offline: true);
        }

        return options;
    }
}
