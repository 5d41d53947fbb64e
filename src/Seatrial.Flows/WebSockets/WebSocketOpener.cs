using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.WebSockets;

/// <summary>Opens a connection: with the headers, cookies and credentials of any request.</summary>
/// <param name="transport">The connections.</param>
/// <param name="plan">The request it begins with.</param>
internal sealed class WebSocketOpener(HttpTransport transport, HttpCallPlan plan)
{
    public HttpCallPlan Plan => plan;

    /// <summary>The protocols that are offered; the other side chooses one.</summary>
    public IBoundValue[] Subprotocols { get; init; } = [];

    /// <summary>What is sent as soon as it is open.</summary>
    public OutgoingMessage[] Begin { get; init; } = [];

    /// <summary>How often the other side must give a sign of life; null: never.</summary>
    public TimeSpan? Ping { get; init; }

    public IReadOnlyCollection<string> Names =>
        [.. plan.CollectNames().Concat(Subprotocols.Concat(Begin.Select(static m => m.Value)).SelectMany(static v => v.Names)).Distinct(StringComparer.Ordinal)];

    /// <exception cref="StepTransportException">No answer came.</exception>
    /// <exception cref="FlowExpressionException">A value could not be evaluated.</exception>
    public async ValueTask<WebSocketOpening> OpenAsync(StepContext context, CancellationToken cancellationToken)
    {
        HttpCall call = HttpCall.Evaluate(plan, context);
        using HttpRequestMessage message = call.ToMessage(context, transport.Options, context.Memory.Find<CookieJar>());
        message.Headers.Remove("Accept-Encoding");
        Uri address = new UriBuilder(call.Address) { Scheme = call.Address.Scheme == "https" ? "wss" : "ws" }.Uri;
        ClientWebSocket socket = new();
        try
        {
            Prepare(socket.Options, message.Headers, call.Settings, context.Scope);
            StepExchange sent = new("websocket", HttpExchange.Of(message, HttpSent.Nothing, null, transport.Options).Request with { StartLine = $"open {address.AbsoluteUri}" }, null, null, null) { Note = call.Note };
            if (await ConnectAsync(socket, address, message, call, sent, context, cancellationToken) is { } refused)
            {
                socket.Dispose();
                return new WebSocketOpening(null, refused);
            }

            WebSocketSession session = new(socket, sent, HandshakeOf(socket, message), address.GetLeftPart(UriPartial.Path));
            foreach (OutgoingMessage first in Begin)
            {
                await session.SendAsync(first.Evaluate(context.Scope), cancellationToken);
            }

            return new WebSocketOpening(session, null);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static HttpReply HandshakeOf(ClientWebSocket socket, HttpRequestMessage message)
    {
        using HttpResponseMessage response = new(socket.HttpStatusCode) { Version = System.Net.HttpVersion.Version11, RequestMessage = message };
        foreach ((string name, IEnumerable<string> values) in socket.HttpResponseHeaders ?? new Dictionary<string, IEnumerable<string>>(StringComparer.Ordinal))
        {
            response.Headers.TryAddWithoutValidation(name, values);
        }

        return new HttpReply(response, ReadBody.Empty, TimeSpan.Zero);
    }

    private void Prepare(ClientWebSocketOptions options, HttpRequestHeaders headers, ConnectionSettings settings, IFlowScope scope)
    {
        options.CollectHttpResponseDetails = true;
        if (settings.HttpVersion is { Major: 2 })
        {
            options.HttpVersion = settings.HttpVersion;
            options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        if (Ping is { } every)
        {
            options.KeepAliveInterval = every;
            options.KeepAliveTimeout = every;
        }
        else
        {
            options.KeepAliveInterval = TimeSpan.Zero;
        }

        try
        {
            foreach ((string name, HeaderStringValues values) in headers.NonValidated)
            {
                options.SetRequestHeader(name, values.ToString());
            }

            foreach (string protocol in Subprotocols.SelectMany(value => TextsOf(value.Evaluate(scope))))
            {
                options.AddSubProtocol(protocol);
            }
        }
        catch (ArgumentException exception)
        {
            throw new FlowExpressionException(plan.Address.Span, $"a header or a subprotocol cannot be sent: {exception.Message}");
        }
    }

    private static IEnumerable<string> TextsOf(FlowValue value) =>
        value.Json.ValueKind == JsonValueKind.Array ? value.Json.EnumerateArray().Select(static item => new FlowValue(item).ToText()) : [value.ToText()];

    /// <returns>The answer, when it opens nothing.</returns>
    private async ValueTask<HttpAnswer?> ConnectAsync(
        ClientWebSocket socket,
        Uri address,
        HttpRequestMessage message,
        HttpCall call,
        StepExchange sent,
        StepContext context,
        CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(address, transport.Invoker(call.Settings), cancellationToken);
            return null;
        }
        catch (WebSocketException) when ((int)socket.HttpStatusCode >= 200)
        {
            HttpReply reply = HandshakeOf(socket, message);
            return new HttpAnswer(message, HttpSent.Nothing, reply, HttpAction.KeepCookies(context, call.Address, reply, []), transport.Options) { Note = call.Note, Plan = plan, Now = context.Scope.Now };
        }
        catch (WebSocketException exception) when (exception.InnerException is { } inner && HttpFaults.IsTransport(inner))
        {
            StepTransportException fault = HttpFaults.Translate(inner, message, cancellationToken, call.Settings);
            throw new StepTransportException(fault.Fault, fault.MayHaveArrived, fault.Message, sent, exception);
        }
        catch (WebSocketException exception)
        {
            throw new StepTransportException(TransportFault.Protocol, true, $"{address.GetLeftPart(UriPartial.Authority)} does not open a WebSocket as it should: {exception.Message.TrimEnd('.')}", sent, exception);
        }
        catch (Exception exception) when (HttpFaults.IsTransport(exception))
        {
            StepTransportException fault = HttpFaults.Translate(exception, message, cancellationToken, call.Settings);
            throw new StepTransportException(fault.Fault, fault.MayHaveArrived, fault.Message, sent, exception);
        }
    }
}
