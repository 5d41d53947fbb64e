using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>One pool of connections for all that is connected to in the same way.</summary>
/// <remarks>
/// Thread-safe. Redirects, cookies, decompression and trace headers are off in the handlers: each step has its own, and what a
/// handler does by itself would not be in the record. There are as many pools as projects have ways to connect, which is few;
/// an empty pool holds no connection.
/// </remarks>
internal sealed class ConnectionPools(HttpTransportOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionSettings, HttpMessageInvoker> _pools = [];
    private readonly HttpMessageInvoker _plain = Create(options, ConnectionSettings.Default, null);

    public HttpMessageInvoker For(ConnectionSettings settings)
    {
        // The version is the request's affair: one pool serves all.
        settings = settings.HttpVersion is null ? settings : settings with { HttpVersion = null };
        if (settings == ConnectionSettings.Default)
        {
            return _plain;
        }

        lock (_gate)
        {
            if (!_pools.TryGetValue(settings, out HttpMessageInvoker? pool))
            {
                pool = Create(options, settings, null);
                _pools.Add(settings, pool);
            }

            return pool;
        }
    }

    /// <summary>A connection for one step alone, whose TLS is looked at; the caller disposes it.</summary>
    public HttpMessageInvoker Alone(ConnectionSettings settings, TlsFacts facts) => Create(options, settings, facts);

    public void Dispose()
    {
        _plain.Dispose();
        lock (_gate)
        {
            foreach (HttpMessageInvoker pool in _pools.Values)
            {
                pool.Dispose();
            }

            _pools.Clear();
        }
    }

    private static HttpMessageInvoker Create(HttpTransportOptions options, ConnectionSettings settings, TlsFacts? facts)
    {
        IWebProxy? proxy = settings.Proxy is not null ? new ProxyRules(settings)
            : options.Proxy is not null ? new WebProxy(options.Proxy)
            : null;
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            EnableMultipleHttp2Connections = true,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        };
        if (settings.HasOwnTls)
        {
            handler.SslOptions = ServiceTls.Options(settings);
        }

        if (settings.ServerName is { } name)
        {
            handler.ConnectCallback = (context, token) => ConnectAsync(context, settings, name, token);
        }

        if (facts is not null)
        {
            handler.PlaintextStreamFilter = (context, _) =>
            {
                if (context.PlaintextStream is SslStream stream)
                {
                    facts.Note(stream);
                }

                return ValueTask.FromResult(context.PlaintextStream);
            };
        }

        return new HttpMessageInvoker(handler, disposeHandler: true);
    }

    /// <summary>The handler always asks for the host of the address: another name is asked for here.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, ConnectionSettings settings, string name, CancellationToken cancellationToken)
    {
        if (settings.Proxy is { } proxy && proxy.IdnHost == context.DnsEndPoint.Host && proxy.Port == context.DnsEndPoint.Port)
        {
            throw new AuthenticationException("a `serverName` of its own cannot be asked for through a proxy");
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            NetworkStream stream = new(socket, ownsSocket: true);
            if (context.InitialRequestMessage.RequestUri!.Scheme is "http" or "ws")
            {
                return stream;
            }

            SslClientAuthenticationOptions options = ServiceTls.Options(settings);
            options.TargetHost = name;
            options.ApplicationProtocols = context.InitialRequestMessage.Version.Major switch
            {
                2 => [SslApplicationProtocol.Http2],
                _ when context.InitialRequestMessage.VersionPolicy == HttpVersionPolicy.RequestVersionOrHigher => [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                _ => [SslApplicationProtocol.Http11],
            };
            SslStream secure = new(stream, leaveInnerStreamOpen: false);
            await secure.AuthenticateAsClientAsync(options, cancellationToken);
            return secure;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
