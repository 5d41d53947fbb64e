using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Rpc;

/// <summary>The servers that the steps of one attempt speak with, and what they said of themselves.</summary>
internal sealed class GrpcPeers : IDisposable
{
    private const int MostBytes = 10 * 1024 * 1024;
    private readonly ConcurrentDictionary<(string Origin, ConnectionSettings Settings), Lazy<GrpcChannel>> _channels = new();
    private readonly ConcurrentDictionary<string, GrpcSchema> _schemas = new(StringComparer.Ordinal);

    public CallInvoker Invoker(Uri origin, ConnectionSettings settings, HttpTransportOptions options) => _channels.GetOrAdd(
        (origin.GetLeftPart(UriPartial.Authority), settings),
        key => new Lazy<GrpcChannel>(() => GrpcChannel.ForAddress(key.Origin, new GrpcChannelOptions
        {
            HttpHandler = Handler(key.Settings, options),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MostBytes,
            MaxSendMessageSize = MostBytes,
        }))).Value.CreateCallInvoker();

    /// <summary>What the server says of a service, asked once an attempt.</summary>
    public async ValueTask<GrpcSchema> DescribeAsync(string origin, string service, Func<Task<GrpcSchema>> ask)
    {
        string key = $"{origin} {service}";
        if (!_schemas.TryGetValue(key, out GrpcSchema? schema))
        {
            schema = _schemas.GetOrAdd(key, await ask());
        }

        return schema;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Lazy<GrpcChannel> channel in _channels.Values.Where(static channel => channel.IsValueCreated))
        {
            channel.Value.Dispose();
        }
    }

    /// <summary>HTTP/2 has no way through a proxy in clear text, so none is gone through.</summary>
    private static SocketsHttpHandler Handler(ConnectionSettings settings, HttpTransportOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
        };
        if (settings.HasOwnTls)
        {
            handler.SslOptions = ServiceTls.Options(settings);
        }

        if (settings.ServerName is { } name)
        {
            ConnectionSettings direct = settings with { Proxy = null };
            handler.ConnectCallback = (context, token) => ConnectionPools.ConnectAsync(context, direct, name, token);
        }

        return handler;
    }
}
