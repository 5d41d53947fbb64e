using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Seatrial.Flows.Tests.Peers;

/// <summary>A real Kestrel server on a free port; remembers what it was asked.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeService(WebApplication application) => _application = application;

    public string Address => _application.Urls.First();

    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    public static Task<FakeService> StartAsync(Action<WebApplication> map) =>
        StartAsync(map, static builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));

    /// <summary>Over TLS, with a certificate of the test; speaks with one client alone, if that is given.</summary>
    public static Task<FakeService> StartSecureAsync(X509Certificate2 certificate, Action<WebApplication> map, X509Certificate2? letsIn = null) => StartAsync(
        map,
        builder =>
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate, https =>
            {
                https.ClientCertificateMode = letsIn is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (shown, _, _) => shown.Thumbprint == letsIn?.Thumbprint;
            })));
        });

    /// <summary>In clear text, and in nothing but HTTP/2.</summary>
    public static Task<FakeService> StartHttp2Async(Action<WebApplication> map) => StartAsync(
        map,
        static builder => builder.WebHost.ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2)));

    private static async Task<FakeService> StartAsync(Action<WebApplication> map, Action<WebApplicationBuilder> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        configure(builder);
        WebApplication application = builder.Build();
        FakeService service = new(application);
        application.Use(service.RememberAsync);
        map(application);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public IEnumerable<string> SeenLines => Seen.Select(static request => $"{request.Method} {request.Path}");

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private async Task RememberAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        using StreamReader reader = new(context.Request.Body, leaveOpen: true);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Request.Body.Position = 0;
        Seen.Enqueue(new SeenRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));
        await next(context);
    }
}
