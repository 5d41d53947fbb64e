using Yarp.ReverseProxy.Forwarder;

namespace Shop.Gateway.Forwarding;

/// <summary><c>/catalog/items</c> becomes <c>/items</c>; the service learns the outside address from X-Forwarded-*.</summary>
internal sealed class StripPrefix(string service) : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var incoming = httpContext.Request;
        var prefix = "/" + service;
        var path = incoming.Path.Value!.Length > prefix.Length ? incoming.Path.Value[prefix.Length..] : "/";
        proxyRequest.RequestUri = RequestUtilities.MakeDestinationAddress(
            destinationPrefix, new PathString(path), incoming.QueryString);

        var headers = proxyRequest.Headers;
        Set(headers, "X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
        Set(headers, "X-Forwarded-Proto", incoming.Scheme);
        Set(headers, "X-Forwarded-Host", incoming.Host.ToUriComponent());
        Set(headers, "X-Forwarded-Prefix", prefix);
        headers.Host = null;
    }

    private static void Set(System.Net.Http.Headers.HttpRequestHeaders headers, string name, string? value)
    {
        headers.Remove(name);
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}
