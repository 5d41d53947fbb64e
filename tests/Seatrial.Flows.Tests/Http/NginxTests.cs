using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Http;

/// <summary>The reverse proxy most services stand behind: TLS, HTTP/2, compression, streams.</summary>
public sealed class NginxTests
{
    private const string Program = "/usr/sbin/nginx";

    [Fact]
    public async Task RunAsync_BehindNginx_SpeaksHttp2OverTlsCompressed()
    {
        if (!File.Exists(Program))
        {
            Prerequisite.ServiceMissing("nginx", "install the package nginx");
        }

        using X509Certificate2 certificate = Certificates.Make();
        await using FakeService service = await FakeService.StartAsync(static app =>
        {
            app.MapGet("/items", static () => new { items = Enumerable.Range(0, 200).Select(static i => $"item {i}") });
            app.MapGet("/events", static async context =>
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.Body.WriteAsync("data: {\"n\":1}\n\n"u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted); // slow on purpose: the stream stays open
            });
        });
        using TempFolder folder = new("seatrial-nginx-");
        string port = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        await using ChildProcess nginx = Start(folder, certificate, port, service.Address);
        await nginx.WaitForLineAsync("start worker process", TestContext.Current.CancellationToken);
        using Trial trial = Trial.Of(
            """
              - http: GET {{ shop }}/items
                expect:
                  version: 2
                  header.content-encoding: gzip
                  $.items: { count: 200 }
                  tls.protocol: { in: [TLS 1.2, TLS 1.3] }
                  tls.expires: { above: 14d }
              - http: GET {{ shop }}/items
                httpVersion: 1.1
                expect: { version: 1.1 }
              - sse: '{{ shop }}/events'
                match: { $.n: 1 }
                within: 5s
            """,
            $"https://127.0.0.1:{port}",
            more: "    tls: { ca: certs/ca.pem }\n",
            files: new(StringComparer.Ordinal) { ["certs/ca.pem"] = certificate.ExportCertificatePem() });

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
    }

    private static ChildProcess Start(TempFolder folder, X509Certificate2 certificate, string port, string upstream)
    {
        folder.Write("cert.pem", certificate.ExportCertificatePem());
        folder.Write("key.pem", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        string configuration = folder.Write("nginx.conf", $$"""
            daemon off;
            pid {{folder.At("pid")}};
            error_log stderr notice;
            worker_processes 1;
            {{(Environment.UserName == "root" ? "user root;" : string.Empty)}}
            events {}
            http {
              access_log off;
              client_body_temp_path {{folder.At("body")}}; proxy_temp_path {{folder.At("proxy")}};
              fastcgi_temp_path {{folder.At("fastcgi")}}; uwsgi_temp_path {{folder.At("uwsgi")}}; scgi_temp_path {{folder.At("scgi")}};
              gzip on; gzip_proxied any; gzip_types application/json; gzip_min_length 1;
              server {
                listen 127.0.0.1:{{port}} ssl http2;
                ssl_certificate {{folder.At("cert.pem")}};
                ssl_certificate_key {{folder.At("key.pem")}};
                location / { proxy_pass {{upstream}}; proxy_buffering off; proxy_http_version 1.1; }
              }
            }

            """);
        return ChildProcess.Start(Program, ["-c", configuration, "-p", folder.Root], folder.Root);
    }
}
