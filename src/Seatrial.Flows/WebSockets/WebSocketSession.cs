using System.Collections.Immutable;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;

namespace Seatrial.Flows.WebSockets;

/// <summary>An open connection, and what came over it and was not asked for yet.</summary>
/// <remarks>Thread-safe: one sends at a time, and one reads.</remarks>
internal sealed class WebSocketSession : IAsyncDisposable
{
    /// <summary>How long a message may be.</summary>
    public const int MostMessageBytes = 4 * 1024 * 1024;

    private const int MostSentShown = 64 * 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket;
    private readonly StepExchange _opened;
    private readonly HttpReply _handshake;
    private readonly string _address;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly StringBuilder _sentText = new();
    private readonly Task _pump;
    private long _sentBytes;

    public WebSocketSession(ClientWebSocket socket, StepExchange opened, HttpReply handshake, string address)
    {
        (_socket, _opened, _handshake, _address) = (socket, opened, handshake, address);
        Messages = new MessageBuffer(address);
        _pump = PumpAsync();
    }

    public MessageBuffer Messages { get; }

    /// <summary>The address, for people.</summary>
    public string Address => _address;

    /// <summary>What was sent so far.</summary>
    public StepExchange Sent
    {
        get
        {
            lock (_sentText)
            {
                string? body = _sentText.Length == 0 ? null : _sentText.ToString();
                return _opened with { Request = _opened.Request with { Body = body, BodyBytes = _sentBytes, IsBodyCut = _sentText.Length >= MostSentShown } };
            }
        }
    }

    /// <summary>What is known of the connection, by subject.</summary>
    public FlowValue Subject(string subject) => subject switch
    {
        "status" => FlowValues.Of(_handshake.Status),
        "subprotocol" when _socket.SubProtocol is { } protocol => FlowValues.Of(protocol),
        "close.code" when _socket.CloseStatus is { } code => FlowValues.Of((int)code),
        "close.reason" when _socket.CloseStatus is not null => FlowValues.Of(_socket.CloseStatusDescription ?? string.Empty),
        _ when subject.StartsWith("header.", StringComparison.Ordinal) && _handshake.Header(subject["header.".Length..]) is { } value => FlowValues.Of(value),
        _ => default,
    };

    /// <exception cref="StepTransportException">It could not be sent.</exception>
    public async ValueTask SendAsync((byte[] Payload, bool IsBinary) message, CancellationToken cancellationToken)
    {
        lock (_sentText)
        {
            _sentBytes += message.Payload.Length;
            if (_sentText.Length < MostSentShown)
            {
                _sentText.Append(_sentText.Length > 0 ? "\n" : string.Empty)
                    .Append(message.IsBinary ? $"({message.Payload.Length.ToString(CultureInfo.InvariantCulture)} bytes)" : Encoding.UTF8.GetString(message.Payload));
            }
        }

        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(message.Payload, message.IsBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or InvalidOperationException)
        {
            string why = _socket.CloseStatus is { } code ? Closed(code) : $"the connection to {_address} broke";
            throw new StepTransportException(TransportFault.ConnectionLost, true, $"the message could not be sent: {why}", Sent, exception) { HasAnswered = true };
        }
        catch (OperationCanceledException exception)
        {
            throw new StepTransportException(TransportFault.Timeout, true, $"the message could not be sent to {_address}", Sent, exception) { HasAnswered = true };
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource patience = new(Farewell, TimeProvider.System);
        try
        {
            if (_socket.State is WebSocketState.Open)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "the flow is over", patience.Token);
                await _pump.WaitAsync(patience.Token);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or InvalidOperationException or OperationCanceledException)
        {
            // It is gone, or does not care to say good-bye.
        }

        await _end.CancelAsync();
        await _pump;
        _socket.Dispose();
        _sending.Dispose();
        _end.Dispose();
    }

    private async Task PumpAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await ReceiveAsync(buffer) is { } message)
            {
                Messages.Add(message);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The flow is over.
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or InvalidOperationException or OperationCanceledException)
        {
            Exception inner = exception;
            while (inner.InnerException is { } next)
            {
                inner = next;
            }

            bool isWrong = exception is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted or WebSocketError.InvalidMessageType or WebSocketError.HeaderError or WebSocketError.UnsupportedProtocol };
            Messages.Fail(
                isWrong ? TransportFault.Protocol : TransportFault.ConnectionLost,
                $"the connection to {_address} broke: {inner.Message.TrimEnd('.')}; messages may have been missed",
                exception);
        }
    }

    /// <summary>The next message; null after the connection was closed, which is a message, too.</summary>
    private async ValueTask<ReceivedMessage?> ReceiveAsync(byte[] buffer)
    {
        using MemoryStream whole = new();
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await ClosedAsync();
                return null;
            }

            await whole.WriteAsync(buffer.AsMemory(0, part.Count), _end.Token);
            if (whole.Length > MostMessageBytes)
            {
                Messages.Fail(TransportFault.Protocol, $"a message of {_address} is longer than {MostMessageBytes / 1024 / 1024} MiB, and was not read to its end");
                return null;
            }

            if (part.EndOfMessage)
            {
                string type = part.MessageType == WebSocketMessageType.Binary ? "binary" : "text";
                return new ReceivedMessage($"{type} message", whole.ToArray()) { Facts = ImmutableDictionary<string, string>.Empty.Add("type", type) };
            }
        }
    }

    private async ValueTask ClosedAsync()
    {
        WebSocketCloseStatus code = _socket.CloseStatus ?? WebSocketCloseStatus.Empty;
        Messages.Add(new ReceivedMessage(string.Create(CultureInfo.InvariantCulture, $"close {(int)code} {_socket.CloseStatusDescription}").TrimEnd(), ReadOnlyMemory<byte>.Empty)
        {
            Facts = ImmutableDictionary<string, string>.Empty.Add("type", "close"),
        });
        Messages.Fail(TransportFault.ConnectionLost, Closed(code));
        if (_socket.State == WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _end.Token);
        }
    }

    private string Closed(WebSocketCloseStatus code)
    {
        string name = code switch
        {
            WebSocketCloseStatus.NormalClosure => " (normal closure)",
            WebSocketCloseStatus.EndpointUnavailable => " (going away)",
            WebSocketCloseStatus.ProtocolError => " (protocol error)",
            WebSocketCloseStatus.InvalidMessageType => " (unsupported data)",
            WebSocketCloseStatus.Empty => " (no status)",
            WebSocketCloseStatus.InvalidPayloadData => " (invalid data)",
            WebSocketCloseStatus.PolicyViolation => " (policy violation)",
            WebSocketCloseStatus.MessageTooBig => " (message too big)",
            WebSocketCloseStatus.InternalServerError => " (internal error)",
            _ => string.Empty,
        };
        string reason = string.IsNullOrEmpty(_socket.CloseStatusDescription) ? string.Empty : $": \"{_socket.CloseStatusDescription}\"";
        return string.Create(CultureInfo.InvariantCulture, $"{_address} closed the connection with {(int)code}{name}{reason}");
    }
}
