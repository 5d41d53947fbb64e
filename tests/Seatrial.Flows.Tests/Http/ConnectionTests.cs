using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Http;

public sealed class ConnectionTests
{
    private const string Look = "  - name: Look\n    http: GET {{ shop }}/\n";

    [Fact]
    public async Task RunAsync_AuthorityIsNamed_IsTrustedAndItsTlsCanBeLookedAt()
    {
        using X509Certificate2 certificate = Certificates.Make(days: 30);
        await using FakeService service = await StartAsync(certificate);
        using Trial trial = Trial.Of(
            Look + """
                expect:
                  tls.protocol: TLS 1.3
                  tls.subject: { contains: CN=shop.test }
                  tls.issuer: { contains: CN=shop.test }
                  tls.names: { equals: [shop.test, 127.0.0.1] }
                  tls.chain: { count: 1 }
                  tls.expires: { above: 14d, below: 31d }
                  tls.notAfter: { type: string }
                  tls: { type: object }
              - http: GET {{ shop }}/
                expect: { body: hi, tls.expires: { above: 29d } }
            """,
            service.Address,
            more: "    tls: { ca: certs/ca.pem }\n",
            files: Pem(certificate));

        Assert.Null((await trial.RunAsync()).Failure);
    }

    [Theory]
    [InlineData("untrusted", "expect: { status: 200 }", true)]
    [InlineData("expiring", "tls: { ca: certs/ca.pem }\n    expect: { tls.expires: { above: 60d }, tls.nonsense: 1 }", true)]
    [InlineData("name", "tls: { ca: certs/ca.pem }\n    expect: { status: 200 }", false)]
    public async Task RunAsync_TlsDoesNotHold_SaysWhy(string kind, string then, bool withAddress)
    {
        using X509Certificate2 certificate = Certificates.Make(days: 30, withAddress: withAddress);
        await using FakeService service = await StartAsync(certificate);
        using Trial trial = Trial.Of(Look + "    " + then, service.Address, files: Pem(certificate));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(kind == "expiring" ? FailureKind.Expectation : FailureKind.Transport, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_TlsDoesNotHold_SaysWhy)}.{kind}");
    }

    [Theory]
    [InlineData("tls: { ca: certs/ca.pem, serverName: shop.test }")]
    [InlineData("tls: { insecure: true }")]
    public async Task RunAsync_OtherName_IsReachedAsTheStepSays(string tls)
    {
        using X509Certificate2 certificate = Certificates.Make(withAddress: false);
        await using FakeService service = await StartAsync(certificate);
        using Trial trial = Trial.Of(Look + $"    {tls}\n    expect: {{ body: hi, version: 2 }}", service.Address, files: Pem(certificate));

        Assert.Null((await trial.RunAsync()).Failure);
    }

    [Theory]
    [InlineData("known", "certificate: certs/me.pem, key: '{{ mine }}'")]
    [InlineData("mismatched", "certificate: certs/ca.pem, key: '{{ mine }}'")]
    [InlineData("unknown", "")]
    public async Task RunAsync_ServerAsksWhoIsThere_IsShownTheCertificate(string kind, string tls)
    {
        using X509Certificate2 certificate = Certificates.Make();
        using X509Certificate2 mine = Certificates.Make("ada.test");
        await using FakeService service = await FakeService.StartSecureAsync(certificate, static app => app.MapGet("/", static (HttpContext context) => context.Connection.ClientCertificate?.Subject ?? "nobody"), letsIn: mine);
        Dictionary<string, string> files = Pem(certificate);
        files["certs/me.pem"] = mine.ExportCertificatePem();
        using Trial trial = Trial.Of(
            Look + "    expect: { body: { contains: CN=ada.test } }",
            service.Address,
            more: $"    tls: {{ ca: certs/ca.pem, {tls} }}\n{(tls.Length > 0 ? "secrets: { mine: { file: mine.key } }\n" : string.Empty)}",
            files: files).WithSecret("mine.key", Certificates.KeyOf(mine));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.DoesNotContain("PRIVATE KEY", trial.Everything(result), StringComparison.Ordinal);
        Assert.Equal(kind == "known", result.Failure is null);
        if (kind == "mismatched")
        {
            Assert.Equal(FailureKind.Test, result.Failure!.Kind);
            Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_ServerAsksWhoIsThere_IsShownTheCertificate)}.{kind}");
        }
    }

    [Fact]
    public async Task RunAsync_AnswerIsNotHttp_SaysSo()
    {
        await using RawPeer peer = RawPeer.Ending("SSH-2.0-OpenSSH_9.2\r\n");
        using Trial trial = Trial.Of(Look + "    expect: { status: 200 }", peer.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.Protocol), (result.Failure!.Kind, result.Failure.Fault));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NoTls_SaysSo()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapGet("/", static () => "hi"));
        using Trial trial = Trial.Of(Look + "    expect: { tls.expires: { above: 14d } }", service.Address);

        Snapshot.Match(Trial.Stable((await trial.RunAsync()).Failure!.Message));
    }

    [Fact]
    public async Task RunAsync_Proxy_CarriesRequestsAndTunnels()
    {
        using X509Certificate2 certificate = Certificates.Make();
        await using FakeService secure = await StartAsync(certificate);
        await using FakeService plain = await FakeService.StartAsync(static app => app.MapGet("/", static (HttpContext context) => context.Request.Headers.Via.ToString()));
        await using ProxyPeer proxy = ProxyPeer.Start("ship:a-secret-word");
        using Trial trial = new(
            new(StringComparer.Ordinal)
            {
                ["flow"] = """
                    flow: A journey
                    steps:
                      - http: GET {{ plain }}/
                        expect: { body: 1.1 proxy }
                      - http: GET {{ secure }}/
                        tls: { ca: certs/ca.pem }
                        expect: { body: hi, tls.protocol: TLS 1.3 }
                      - http: GET {{ plain }}/
                        proxy: none
                        expect: { body: '' }
                      - http: GET {{ plain }}/
                        noProxy: 127.0.0.0/8
                        expect: { body: '' }
                    """,
            },
            new(StringComparer.Ordinal) { ["plain"] = plain.Address, ["secure"] = secure.Address },
            more: $"    proxy: 'http://ship:{{{{ word }}}}@{proxy.Authority}'\nsecrets: {{ word: {{ file: word }} }}\n",
            files: Pem(certificate));
        trial.WithSecret("word", "a-secret-word");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Contains(proxy.Seen, line => line.StartsWith("CONNECT 127.0.0.1", StringComparison.Ordinal));
        Assert.DoesNotContain("a-secret-word", trial.Everything(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("denied")]
    public async Task RunAsync_ProxyDoesNotCarry_SaysItIsTheProxy(string kind)
    {
        await using FakeService plain = await FakeService.StartAsync(static app => app.MapGet("/", static () => "hi"));
        await using ProxyPeer proxy = ProxyPeer.Start("ship:a-secret-word");
        string address = kind == "gone" ? RawPeer.Nowhere() : $"http://{proxy.Authority}";
        using Trial trial = Trial.Of(Look + "    expect: { status: 200 }", plain.Address, more: $"    proxy: {address}\n");

        FlowAttemptResult result = await trial.RunAsync();

        Snapshot.Match(Trial.Stable(result.Failure!.Message), $"{nameof(RunAsync_ProxyDoesNotCarry_SaysItIsTheProxy)}.{kind}");
    }

    [Theory]
    [InlineData("*", "http://a.example/", true)]
    [InlineData("example.com", "http://example.com/", true)]
    [InlineData("example.com", "http://api.example.com/", true)]
    [InlineData(".example.com", "http://api.EXAMPLE.com/", true)]
    [InlineData("example.com", "http://badexample.com/", false)]
    [InlineData("example.com:8080", "http://example.com:8080/", true)]
    [InlineData("example.com:8080", "http://example.com/", false)]
    [InlineData("10.0.0.0/8", "http://10.1.2.3/", true)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3/", false)]
    [InlineData("10.0.0.0/8", "http://ten.example/", false)]
    [InlineData("::1", "http://[::1]:80/", true)]
    [InlineData("[::1]:81", "http://[::1]:80/", false)]
    [InlineData("fd00::/8", "http://[fd00::7]/", true)]
    [InlineData("", "http://127.0.0.1/", false)]
    public void IsBypassed_Rule_IsReadAsEverywhere(string rule, string address, bool isBypassed) =>
        Assert.Equal(isBypassed, new ProxyRules(new ConnectionSettings { Proxy = new Uri("http://p:1"), NoProxy = "other.example," + rule }).IsBypassed(new Uri(address)));

    private static Dictionary<string, string> Pem(X509Certificate2 certificate) =>
        new(StringComparer.Ordinal) { ["certs/ca.pem"] = certificate.ExportCertificatePem() };

    private static Task<FakeService> StartAsync(X509Certificate2 certificate) =>
        FakeService.StartSecureAsync(certificate, static app => app.MapGet("/", static () => "hi"));
}
