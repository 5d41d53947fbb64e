using System.Buffers;
using System.Collections.Immutable;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Mqtt;

/// <summary>A session with a broker, which forgets it at the end: for one message out, or for listening.</summary>
internal sealed class MqttSession : IAsyncDisposable
{
    private readonly IMqttClient _client;

    private MqttSession(IMqttClient client) => _client = client;

    /// <exception cref="StepTransportException">The broker did not say whether it took the message.</exception>
    public static async ValueTask<StepAnswer> PublishAsync(ServerAddress address, MqttOutgoing message, TimeProvider time, CancellationToken cancellationToken)
    {
        StepExchange sent = Shown.Exchange("mqtt", address, Shown.Message(
            $"{address.Shown} publish {message.Topic}",
            Shown.Headers(message.Properties),
            JsonTexts.TextOf(message.Payload)));
        long started = time.GetTimestamp();
        await using MqttSession session = await OpenAsync(address, sent, cancellationToken);
        try
        {
            MqttApplicationMessageBuilder builder = new MqttApplicationMessageBuilder()
                .WithTopic(message.Topic)
                .WithPayload(message.Payload)
                .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)message.Quality)
                .WithRetainFlag(message.IsRetained);
            if (IsVersion5(address))
            {
                builder.WithContentType(message.ContentType);
                foreach ((string name, string value) in message.Properties)
                {
                    builder.WithUserProperty(name, System.Text.Encoding.UTF8.GetBytes(value).AsMemory());
                }
            }

            MqttClientPublishResult result = await session._client.PublishAsync(builder.Build(), cancellationToken);
            bool? isRouted = message.Quality == 0 || !IsVersion5(address) ? null : result.ReasonCode != MqttClientPublishReasonCode.NoMatchingSubscribers;
            string? error = result.IsSuccess ? null : $"{result.ReasonCode} {result.ReasonString}".Trim();
            return new PublishAnswer(sent, isRouted, error, time.GetElapsedTime(started));
        }
        catch (MqttProtocolViolationException exception)
        {
            // The driver will not send it: a topic with a wildcard, say.
            return new PublishAnswer(sent, null, exception.Message, time.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is MqttCommunicationException or OperationCanceledException or IOException)
        {
            throw ServerFaults.OfRequest(exception is MqttCommunicationException ? new IOException(exception.Message, exception) : exception, address, sent, cancellationToken);
        }
    }

    /// <summary>Hears what is published from now on; what the broker retained before, only where that is asked for.</summary>
    public static async ValueTask<IStepListener> ListenAsync(ServerAddress address, string topic, int quality, bool withRetained, TimeProvider time, CancellationToken cancellationToken)
    {
        string line = $"topic {topic}";
        StepExchange sent = Shown.Exchange("mqtt", address, Shown.Message($"{address.Shown} {line}", [], null));
        MqttSession session = await OpenAsync(address, sent, cancellationToken);
        try
        {
            MessageBuffer buffer = new(line);
            session._client.ApplicationMessageReceivedAsync += received =>
            {
                // A broker without MQTT 5 sends what it retained in any case, and marks it.
                if (withRetained || !received.ApplicationMessage.Retain)
                {
                    buffer.Add(Of(received.ApplicationMessage));
                }

                return Task.CompletedTask;
            };
            session._client.DisconnectedAsync += left =>
            {
                buffer.Fail(TransportFault.ConnectionLost, $"{address.Shown} ended the listening to {line}: {left.Reason}; messages may have been missed");
                return Task.CompletedTask;
            };
            MqttTopicFilterBuilder filter = new MqttTopicFilterBuilder().WithTopic(topic).WithQualityOfServiceLevel((MqttQualityOfServiceLevel)quality);
            if (!withRetained && IsVersion5(address))
            {
                filter = filter.WithRetainHandling(MqttRetainHandling.DoNotSendOnSubscribe);
            }

            MqttClientSubscribeOptions options = new MqttClientSubscribeOptionsBuilder().WithTopicFilter(filter).Build();
            MqttClientSubscribeResult result = await session._client.SubscribeAsync(options, cancellationToken);
            return result.Items.FirstOrDefault(static item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused
                ? throw new StepTransportException(TransportFault.Protocol, false, $"{address.Shown} cannot be listened to: {refused.ResultCode} for the topic {topic}", sent)
                : new BufferedListener("mqtt", address, line, buffer, session, time);
        }
        catch (Exception exception) when (exception is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException or StepTransportException or IOException)
        {
            await session.DisposeAsync();
            throw exception as StepTransportException ?? ServerFaults.OfRequest(exception, address, sent, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
        }
        catch (Exception exception) when (exception is MqttCommunicationException or OperationCanceledException or IOException)
        {
            // It is gone already.
        }

        _client.Dispose();
    }

    private static bool IsVersion5(ServerAddress address) => !address.Options.Any(static o => o is { Key: "version", Value: "3.1.1" or "3" });

    private static async ValueTask<MqttSession> OpenAsync(ServerAddress address, StepExchange sent, CancellationToken cancellationToken)
    {
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithTcpServer(address.Host, address.Port)
            .WithProtocolVersion(IsVersion5(address) ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311)
            .WithClientId($"seatrial-{Guid.NewGuid():n}")
            .WithCleanStart()
            .WithTimeout(TimeSpan.FromSeconds(10))
            .WithTlsOptions(tls => tls.UseTls(address.Scheme == "mqtts"));
        if (address.User is { } user)
        {
            options = options.WithCredentials(user, address.Password ?? string.Empty);
        }

        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        try
        {
            MqttClientConnectResult result = await client.ConnectAsync(options.Build(), cancellationToken);
            return IsDenied(result.ResultCode)
                ? throw ServerFaults.Denied(address, Words(result.ResultCode), way: null, sent, new MqttCommunicationException(result.ReasonString))
                : result.ResultCode == MqttClientConnectResultCode.Success
                    ? new MqttSession(client)
                    : throw new StepTransportException(TransportFault.Protocol, false, $"{address.Shown} refused the connection: {Words(result.ResultCode)}", sent);
        }
        catch (Exception exception) when (exception is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException or StepTransportException or IOException or TimeoutException)
        {
            client.Dispose();
            throw exception switch
            {
                StepTransportException said => said,
                _ => await ServerFaults.OfConnectAsync(exception, address, sent, cancellationToken),
            };
        }
    }

    private static bool IsDenied(MqttClientConnectResultCode code) =>
        code is MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized or MqttClientConnectResultCode.Banned;

    private static string Words(MqttClientConnectResultCode code) => code switch
    {
        MqttClientConnectResultCode.BadUserNameOrPassword => "bad user name or password",
        MqttClientConnectResultCode.NotAuthorized => "not authorized",
        _ => code.ToString(),
    };

    private static ReceivedMessage Of(MqttApplicationMessage message)
    {
        ImmutableArray<ExchangeHeader>.Builder headers = ImmutableArray.CreateBuilder<ExchangeHeader>();
        foreach (MQTTnet.Packets.MqttUserProperty property in message.UserProperties ?? [])
        {
            headers.Add(new(property.Name, JsonTexts.TextOf(property.ValueBuffer.Span) ?? string.Empty));
        }

        if (!string.IsNullOrEmpty(message.ContentType))
        {
            headers.Add(new("content-type", message.ContentType));
        }

        return new($"message {message.Topic}", message.Payload.ToArray())
        {
            Headers = headers.ToImmutable(),
            Facts = ImmutableDictionary<string, string>.Empty.Add("topic", message.Topic),
        };
    }
}
