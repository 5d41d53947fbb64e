using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Connections;

/// <summary>Binds <c>tls</c>, <c>proxy</c>, <c>noProxy</c> and <c>httpVersion</c>: of an environment, a service or a step.</summary>
/// <param name="bind">Binds values.</param>
/// <param name="read">Reads a file of the project; null after a report.</param>
/// <param name="report">Takes what is found.</param>
public sealed class ConnectionBinder(Func<DocumentNode, IBoundValue> bind, Func<DocumentNode.Scalar, ReadOnlyMemory<byte>?> read, Action<Diagnostic> report)
{
    /// <summary>The keys it reads.</summary>
    public static ImmutableArray<string> Keys { get; } = ["tls", "proxy", "noProxy", "httpVersion"];

    /// <summary>Binds what a map says of connections; its other keys are left alone.</summary>
    /// <param name="map">The map.</param>
    public ConnectionPlan Bind(DocumentNode.Mapping map)
    {
        ConnectionPlan plan = BindTls(map, ConnectionPlan.None);
        plan = BindProxy(map.Find("proxy")?.Value, plan);
        if (map.Find("noProxy") is { } direct)
        {
            plan = plan with { NoProxy = string.Join(',', new MapReader(map, "`noProxy`", report).Texts("noProxy")) };
            if (plan.GoesDirect)
            {
                Report("ST0613", DiagnosticSeverity.Error, direct.Key.Span, "`noProxy` says what is reached without a proxy, and there is none.", "Remove one of the two.");
            }
        }

        return map.Find("httpVersion")?.Value is { } version ? plan with { HttpVersion = BindVersion(version) } : plan;
    }

    private ConnectionPlan BindTls(DocumentNode.Mapping map, ConnectionPlan plan)
    {
        if (map.Find("tls")?.Value is not { } node)
        {
            return plan;
        }

        MapReader tls = MapReader.Of(node, "`tls`", report);
        string? authorities = tls.Node("ca") is DocumentNode.Scalar { Kind: ScalarKind.Text } file ? ReadCertificates(file) : tls.Text("ca");
        bool? isInsecure = tls.Node("insecure") is null ? null : tls.Flag("insecure", otherwise: false);
        if (isInsecure == true)
        {
            Report("ST0612", DiagnosticSeverity.Warning, tls.Map.Find("insecure")!.Key.Span, "Any certificate is taken, so a run cannot tell the service from an impostor.", "Name the authority that signed it: `tls: { ca: certs/staging-ca.pem }`.");
        }

        if (isInsecure == true && authorities is not null)
        {
            Report("ST0611", DiagnosticSeverity.Error, node.Span, "`tls` names an authority to trust, and takes any certificate.", "Keep one of `ca` and `insecure`.");
        }

        plan = plan with { Authorities = authorities, IsInsecure = isInsecure, ServerName = tls.Node("serverName") is { } name ? bind(name) : null };
        plan = BindCertificate(tls, plan);
        tls.Finish();
        return plan;
    }

    private ConnectionPlan BindCertificate(MapReader tls, ConnectionPlan plan)
    {
        string? certificate = tls.Node("certificate") is DocumentNode.Scalar { Kind: ScalarKind.Text } file ? ReadCertificates(file) : tls.Text("certificate");
        DocumentNode? key = tls.Node("key");
        if (tls.Map.Find("certificate") is null != key is null)
        {
            Report("ST0611", DiagnosticSeverity.Error, tls.Map.Span, $"`tls` has {(key is null ? "a `certificate` without its `key`" : "a `key` without its `certificate`")}.", "A server that asks who is there is shown both: `tls: { certificate: certs/client.pem, key: '{{ client-key }}' }`.");
            return plan;
        }

        if (key is DocumentNode.Scalar { Kind: ScalarKind.Text } text && !text.Text.Contains("{{", StringComparison.Ordinal))
        {
            Report("ST0615", DiagnosticSeverity.Warning, key.Span, "The private key stands where everybody who reads the project can read it.", "Keep it under `secrets:`, `client-key: { file: client.key }`, and write `key: '{{ client-key }}'`.");
        }

        return plan with { Certificate = certificate, CertificateKey = key is null ? null : bind(key) };
    }

    private string? ReadCertificates(DocumentNode.Scalar file)
    {
        if (read(file) is not { } content)
        {
            return null;
        }

        string pem = Encoding.UTF8.GetString(content.Span);
        try
        {
            X509Certificate2Collection found = [];
            found.ImportFromPem(pem);
            if (found.Count > 0)
            {
                return pem;
            }
        }
        catch (CryptographicException)
        {
            // Told below.
        }

        Report("ST0611", DiagnosticSeverity.Error, file.Span, $"`{file.Text}` holds no certificate.", "It is a PEM file: `-----BEGIN CERTIFICATE-----` … one or more.");
        return null;
    }

    private ConnectionPlan BindProxy(DocumentNode? node, ConnectionPlan plan)
    {
        switch (node)
        {
            case null:
                return plan;
            case DocumentNode.Scalar { Kind: ScalarKind.Text, Text: "none" }:
                return plan with { GoesDirect = true };
            case DocumentNode.Scalar { Kind: ScalarKind.Text } text:
                bool isTemplate = text.Text.Contains("{{", StringComparison.Ordinal);
                if (!isTemplate && !ProxyAddress.TryParse(text.Text, out _, out _))
                {
                    Report("ST0613", DiagnosticSeverity.Error, text.Span, $"`{text.Text}` is not the address of a proxy.", "Write for example `proxy: http://proxy.example:3128`, or `proxy: none`.");
                }
                else if (!isTemplate && text.Text.Contains('@', StringComparison.Ordinal))
                {
                    Report("ST0615", DiagnosticSeverity.Warning, text.Span, "The address of the proxy holds credentials that everybody who reads the project can read.", "Keep the password under `secrets:` and write `'http://user:{{ proxy-password }}@proxy.example:3128'`.");
                }

                return plan with { Proxy = bind(text) };
            default:
                Report("ST0613", DiagnosticSeverity.Error, node.Span, $"`proxy` is the address of a proxy or `none`, and this is {node.Describe()}.", "Write for example `proxy: http://proxy.example:3128`.");
                return plan;
        }
    }

    private Version? BindVersion(DocumentNode node)
    {
        switch ((node as DocumentNode.Scalar)?.Text)
        {
            case "1.1":
                return System.Net.HttpVersion.Version11;
            case "2" or "2.0":
                return System.Net.HttpVersion.Version20;
            case "3" or "3.0":
                return System.Net.HttpVersion.Version30;
            default:
                Report("ST0614", DiagnosticSeverity.Error, node.Span, "`httpVersion` is 1.1, 2 or 3.", "Leave it out to speak what both sides can.");
                return null;
        }
    }

    private void Report(string code, DiagnosticSeverity severity, SourceSpan span, string message, string hint) =>
        report(new(code, severity, span, message, hint));
}
