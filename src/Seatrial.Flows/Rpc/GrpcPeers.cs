using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Rpc;

/// <summary>The servers that the steps of one attempt speak with, and what they said of themselves.</summary>
internal sealed class GrpcPeers : IDisposable
{
    private const int MostBytes = 10 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> _channels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GrpcSchema> _schemas = new(StringComparer.Ordinal);

    public CallInvoker Invoker(Uri origin, HttpTransportOptions options) => _channels.GetOrAdd(
        origin.GetLeftPart(UriPartial.Authority),
        address => new Lazy<GrpcChannel>(() => GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = null,
                ConnectTimeout = options.ConnectTimeout,
                EnableMultipleHttp2Connections = true,
            },
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
}
