using System.Diagnostics;
using System.Net;
using Shop.Gateway.Routes;
using Shop.ServiceDefaults.Problems;
using Yarp.ReverseProxy.Forwarder;

namespace Shop.Gateway.Forwarding;

/// <summary>Sends a request on to its service. It neither retries nor judges: that is for those who know the request.</summary>
internal sealed partial class ServiceForwarder(
    IHttpForwarder forwarder, RouteFile routes, ILogger<ServiceForwarder> logger) : IDisposable
{
    private static readonly ForwarderRequestConfig Options = new() { ActivityTimeout = TimeSpan.FromSeconds(30) };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
    });

    public async Task ForwardAsync(HttpContext context, string service)
    {
        if (!routes.Current.Routes.TryGetValue(service, out var destination))
        {
            await ShopProblems
                .Problem(StatusCodes.Status503ServiceUnavailable, "no-route", $"There is no service {service} here.")
                .ExecuteAsync(context);
            return;
        }

        Activity.Current?.SetTag("peer.service", service);
        var error = await forwarder.SendAsync(
            context, destination, _client, Options, new StripPrefix(service), context.RequestAborted);
        if (error is ForwarderError.None or ForwarderError.RequestCanceled || context.Response.HasStarted)
        {
            return;
        }

        var cause = context.GetForwarderErrorFeature()?.Exception?.Message ?? error.ToString();
        LogNotForwarded(logger, context.Request.Method, context.Request.Path, destination, cause);
        await ShopProblems
            .Problem(context.Response.StatusCode, "not-forwarded", $"{service} did not answer: {cause}")
            .ExecuteAsync(context);
    }

    public void Dispose() => _client.Dispose();

    [LoggerMessage(LogLevel.Error, "{Method} {Path} was not answered by {Destination}: {Reason}")]
    private static partial void LogNotForwarded(
        ILogger logger, string method, PathString path, string destination, string reason);
}
