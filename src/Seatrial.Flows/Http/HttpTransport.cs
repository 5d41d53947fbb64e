using System.Buffers;
using System.Net;
using System.Text;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>The connections of a host process: one pool, shared by every flow, token request and cleanup.</summary>
/// <remarks>
/// Redirects, cookies and trace headers are off in the handler: each step has its own, and a request the handler repeats
/// or decorates by itself would not be in the record.
/// </remarks>
public sealed class HttpTransport : IDisposable
{
    private readonly HttpMessageInvoker _invoker;

    /// <summary>Creates the pool; no connection is made yet.</summary>
    /// <param name="options">Limits.</param>
    /// <param name="timeProvider">The clock durations are measured by.</param>
    public HttpTransport(HttpTransportOptions options, TimeProvider timeProvider)
    {
        Options = options;
        Time = timeProvider;
        _invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = options.Proxy is not null,
                Proxy = options.Proxy is null ? null : new WebProxy(options.Proxy),
                ActivityHeadersPropagator = null,
                AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
                ConnectTimeout = options.ConnectTimeout,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
                EnableMultipleHttp2Connections = true,
                RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
                ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            },
            disposeHandler: true);
    }

    /// <summary>The limits.</summary>
    public HttpTransportOptions Options { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    /// <summary>Sends a request and reads the answer whole, up to the limit.</summary>
    /// <exception cref="StepTransportException">No answer, or not a whole one, came.</exception>
    internal async ValueTask<HttpReply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        long started = Time.GetTimestamp();
        HttpResponseMessage? begun = null;
        try
        {
            using HttpResponseMessage response = await _invoker.SendAsync(request, cancellationToken);
            begun = response;
            (byte[] body, bool isCut) = await ReadAsync(response.Content, cancellationToken);
            return new HttpReply(response, body, isCut, Time.GetElapsedTime(started));
        }
        catch (Exception exception) when (HttpFaults.IsTransport(exception))
        {
            StepTransportException fault = HttpFaults.Translate(exception, request, cancellationToken);
            throw begun is null ? fault : HttpFaults.Unfinished(fault, request, new HttpReply(begun, [], isCut: true, Time.GetElapsedTime(started)), Options);
        }
    }

    private async ValueTask<(byte[] Body, bool IsCut)> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength is 0)
        {
            return ([], false);
        }

        await using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        long expected = content.Headers.ContentLength ?? 4096;
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(expected + 1, 64 * 1024));
        try
        {
            int length = 0;
            while (true)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
                length += read;
                if (read == 0 || length > Options.MaxBodyBytes)
                {
                    bool isCut = length > Options.MaxBodyBytes;
                    return (buffer.AsSpan(0, Math.Min(length, Options.MaxBodyBytes)).ToArray(), isCut);
                }

                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }
        }
        finally
        {
            // Bodies may hold tokens; a rented buffer must not carry them elsewhere.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
