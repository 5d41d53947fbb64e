using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Http;

/// <summary>What a connection that is made for one step learns of the other side's TLS.</summary>
internal sealed class TlsFacts
{
    private JsonElement _all;

    /// <summary>Whether the connection is a TLS one.</summary>
    public bool IsKnown => _all.ValueKind != JsonValueKind.Undefined;

    /// <summary>Takes down what was settled, while the connection is there.</summary>
    public void Note(SslStream stream)
    {
        if (stream.RemoteCertificate is not X509Certificate2 certificate)
        {
            return;
        }

        // Built anew, without looking anything up: an insecure connection has a chain to tell of, too.
        using X509Chain chain = new();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllFlags;
        chain.Build(certificate);
        _all = JsonTexts.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("protocol", Name(stream.SslProtocol));
            writer.WriteString("cipher", stream.NegotiatedCipherSuite.ToString());
            writer.WriteString("subject", certificate.Subject);
            writer.WriteString("issuer", certificate.Issuer);
            writer.WriteString("notBefore", Time(certificate.NotBefore));
            writer.WriteString("notAfter", Time(certificate.NotAfter));
            writer.WriteString("sha256", certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());
            writer.WriteString("serial", certificate.SerialNumber.ToLowerInvariant());
            writer.WriteStartArray("names");
            foreach (string name in NamesOf(certificate))
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("chain");
            foreach (X509ChainElement element in chain.ChainElements)
            {
                writer.WriteStringValue(element.Certificate.Subject);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>The value of <c>tls</c> or <c>tls.NAME</c>.</summary>
    public FlowValue Subject(string subject, DateTimeOffset now, out string? whyNot)
    {
        whyNot = IsKnown ? null : "the answer did not come over TLS";
        if (!IsKnown || subject == "tls")
        {
            return new FlowValue(_all);
        }

        string name = subject["tls.".Length..];
        if (name == "expires")
        {
            DateTimeOffset end = DateTimeOffset.Parse(_all.GetProperty("notAfter").GetString()!, CultureInfo.InvariantCulture);
            return FlowValues.Of(Math.Floor((end - now).TotalMilliseconds));
        }

        if (_all.TryGetProperty(name, out JsonElement value))
        {
            return new FlowValue(value);
        }

        whyNot = $"there is no tls.{name}; there are {string.Join(", ", _all.EnumerateObject().Select(static p => p.Name))} and expires";
        return default;
    }

    private static IEnumerable<string> NamesOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(static ip => ip.ToString())));

    private static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

#pragma warning disable SYSLIB0039, CA5397 // Old versions are told of, not used.
    private static string Name(System.Security.Authentication.SslProtocols protocol) => protocol switch
    {
        System.Security.Authentication.SslProtocols.Tls13 => "TLS 1.3",
        System.Security.Authentication.SslProtocols.Tls12 => "TLS 1.2",
        System.Security.Authentication.SslProtocols.Tls11 => "TLS 1.1",
        System.Security.Authentication.SslProtocols.Tls => "TLS 1.0",
        _ => protocol.ToString(),
    };
#pragma warning restore SYSLIB0039, CA5397
}
