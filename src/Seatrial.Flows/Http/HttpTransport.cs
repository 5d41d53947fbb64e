using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>The connections of a host process: one pool for each way to connect, shared by every flow, token request and cleanup.</summary>
public sealed class HttpTransport : IDisposable
{
    private readonly ConnectionPools _pools;

    /// <summary>Creates the pools; no connection is made yet.</summary>
    /// <param name="options">Limits.</param>
    /// <param name="timeProvider">The clock durations are measured by.</param>
    public HttpTransport(HttpTransportOptions options, TimeProvider timeProvider)
    {
        Options = options;
        Time = timeProvider;
        _pools = new ConnectionPools(options);
    }

    /// <summary>The limits.</summary>
    public HttpTransportOptions Options { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <inheritdoc/>
    public void Dispose() => _pools.Dispose();

    /// <summary>What sends requests of an upgraded protocol; shared, so never disposed by its user.</summary>
    internal HttpMessageInvoker Invoker(ConnectionSettings settings) => _pools.For(settings);

    /// <summary>Sends a request and reads the answer whole, up to the limit.</summary>
    /// <exception cref="StepTransportException">No answer, or not a whole one, came.</exception>
    internal ValueTask<HttpReply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, HttpSending.Plain, cancellationToken);

    /// <summary>Sends a request and reads the answer whole, up to the limit, or measures what is beyond it.</summary>
    /// <exception cref="StepTransportException">No answer, or not a whole one, came.</exception>
    internal async ValueTask<HttpReply> SendAsync(HttpRequestMessage request, HttpSending sending, CancellationToken cancellationToken)
    {
        long started = Time.GetTimestamp();
        HttpResponseMessage? begun = null;
        using HttpMessageInvoker? alone = sending.Tls is { } facts ? _pools.Alone(sending.Settings, facts) : null;
        try
        {
            using HttpResponseMessage response = await (alone ?? _pools.For(sending.Settings)).SendAsync(request, cancellationToken);
            begun = response;
            ReadBody body = await BodyReader.ReadAsync(response.Content, Options.MaxBodyBytes, sending.MeasuresBody, cancellationToken);
            return new HttpReply(response, body, Time.GetElapsedTime(started)) { Tls = sending.Tls };
        }
        catch (Exception exception) when (HttpFaults.IsTransport(exception))
        {
            throw Translate(exception, request, sending.Settings, begun, started, cancellationToken);
        }
    }

    /// <summary>Sends a request and hands on the answer once it has begun; the caller reads and disposes it.</summary>
    /// <exception cref="StepTransportException">No answer came.</exception>
    internal async ValueTask<HttpResponseMessage> BeginAsync(HttpRequestMessage request, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        long started = Time.GetTimestamp();
        try
        {
            return await _pools.For(settings).SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (HttpFaults.IsTransport(exception))
        {
            throw Translate(exception, request, settings, null, started, cancellationToken);
        }
    }

    private StepTransportException Translate(
        Exception exception,
        HttpRequestMessage request,
        ConnectionSettings settings,
        HttpResponseMessage? begun,
        long started,
        CancellationToken cancellationToken)
    {
        StepTransportException fault = HttpFaults.Translate(exception, request, cancellationToken, settings);
        return begun is null ? fault : HttpFaults.Unfinished(fault, request, new HttpReply(begun, ReadBody.Empty with { IsCut = true }, Time.GetElapsedTime(started)), Options);
    }
}
