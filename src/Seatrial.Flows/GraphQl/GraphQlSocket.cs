using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Flows.WebSockets;

namespace Seatrial.Flows.GraphQl;

/// <summary>One subscription over one connection, as graphql-transport-ws has it.</summary>
/// <param name="session">The connection.</param>
/// <param name="asked">What the step looks at.</param>
/// <param name="time">The clock.</param>
internal sealed class GraphQlSocket(WebSocketSession session, HttpAsked asked, TimeProvider time) : IStepListener
{
    private const string Id = "1";

    /// <summary>Begins the connection, waits until the service agrees, and subscribes.</summary>
    /// <exception cref="StepTransportException">It does not agree.</exception>
    public async ValueTask BeginAsync(JsonElement? init, JsonElement subscription, CancellationToken cancellationToken)
    {
        await SendAsync("connection_init", id: null, init, cancellationToken);
        (string type, _, _) = await TakeAsync(cancellationToken);
        if (type != "connection_ack")
        {
            throw Wrong($"answered `{type}` to `connection_init`, and not `connection_ack`");
        }

        await SendAsync("subscribe", Id, subscription, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> NextAsync(CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (true)
        {
            (string type, JsonElement payload, ReceivedMessage message) = await TakeAsync(cancellationToken);
            switch (type)
            {
                case "next":
                    return Answer(payload.GetRawText(), started);
                case "error":
                    return Answer($$"""{"errors":{{payload.GetRawText()}}}""", started);
                case "complete":
                    throw new StepTransportException(TransportFault.ConnectionLost, false, $"{session.Address} completed the subscription", session.Sent with { Response = Shown.Message(message.Line, [], Encoding.UTF8.GetString(message.Payload.Span)) }) { HasAnswered = true };
                default:
                    throw Wrong($"sent a message of the type `{Shown.Line(type, 40)}`, which graphql-transport-ws does not have here");
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();

    private GraphQlAnswer Answer(string payload, long started) => new(
        new MessageAnswer(session.Sent, new ReceivedMessage("next", Encoding.UTF8.GetBytes(payload)), time.GetElapsedTime(started)) { Otherwise = session.Subject },
        asked);

    /// <summary>The next message that is about the subscription; pings are answered.</summary>
    private async ValueTask<(string Type, JsonElement Payload, ReceivedMessage Message)> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReceivedMessage message = await HearAsync(cancellationToken);
            if (JsonTexts.TryParse(message.Payload) is not { ValueKind: JsonValueKind.Object } all
                || !all.TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String)
            {
                throw Wrong("sent a message that graphql-transport-ws does not have");
            }

            JsonElement payload = all.TryGetProperty("payload", out JsonElement given) ? given : JsonElement.Parse("null");
            switch (type.GetString())
            {
                case "ping":
                    await SendAsync("pong", id: null, payload: null, cancellationToken);
                    break;
                case "pong":
                    break;
                case var other:
                    return (other!, payload, message);
            }
        }
    }

    private async ValueTask<ReceivedMessage> HearAsync(CancellationToken cancellationToken)
    {
        try
        {
            ReceivedMessage message = await session.Messages.TakeAsync(cancellationToken);
            return message.Facts["type"] == "close" ? await session.Messages.TakeAsync(cancellationToken) : message;
        }
        catch (StepTransportException exception)
        {
            throw new StepTransportException(exception.Fault, false, exception.Message, session.Sent, exception.InnerException) { HasAnswered = true };
        }
    }

    private ValueTask SendAsync(string type, string? id, JsonElement? payload, CancellationToken cancellationToken)
    {
        string text = JsonTexts.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            if (id is not null)
            {
                writer.WriteString("id", id);
            }

            if (payload is { ValueKind: not JsonValueKind.Undefined } value)
            {
                writer.WritePropertyName("payload");
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }).GetRawText();
        return session.SendAsync((Encoding.UTF8.GetBytes(text), false), cancellationToken);
    }

    private StepTransportException Wrong(string what) =>
        new(TransportFault.Protocol, false, $"{session.Address} {what}", session.Sent) { HasAnswered = true };
}
