using System.Net.Security;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Email;

/// <summary>Whom a connection to a mail server trusts: as the environment says for its connections.</summary>
internal static class MailTls
{
    /// <summary>How connections to an address are secured.</summary>
    public static ConnectionSettings Of(ServerAddress address, IFlowScope scope) => scope.ConnectionTo(new Uri($"{address.Scheme}://{address.Authority}"));

    /// <summary>A check of certificates; null where the system's is right.</summary>
    public static RemoteCertificateValidationCallback? Check(ConnectionSettings settings)
    {
        SslClientAuthenticationOptions options = ServiceTls.Options(settings);
        if (options.RemoteCertificateValidationCallback is { } any)
        {
            return any;
        }

        if (options.CertificateChainPolicy is not { } policy)
        {
            return null;
        }

        return (_, certificate, _, errors) =>
        {
            if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            {
                return false;
            }

            using System.Security.Cryptography.X509Certificates.X509Chain chain = new() { ChainPolicy = policy.Clone() };
            using System.Security.Cryptography.X509Certificates.X509Certificate2 leaf = new(certificate);
            return chain.Build(leaf);
        };
    }
}
