using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Amqp;

/// <summary>A connection with one channel on it: for one message out, or for listening.</summary>
internal sealed class AmqpChannel : IAsyncDisposable
{
    // As many as are kept for a step: what is peeked at is never more than that.
    private const ushort MostHeld = 1000;

    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private AmqpChannel(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <exception cref="StepTransportException">The broker did not say whether it took the message.</exception>
    public static async ValueTask<StepAnswer> PublishAsync(ServerAddress address, AmqpMessage message, TimeProvider time, CancellationToken cancellationToken)
    {
        StepExchange sent = Shown.Exchange("amqp", address, Shown.Message(
            $"{address.Shown} publish {(message.Exchange.Length == 0 ? "(default)" : message.Exchange)} {message.Key}",
            Shown.Headers(message.Headers),
            Encoding.UTF8.GetString(message.Body)));
        long started = time.GetTimestamp();
        await using AmqpChannel open = await OpenAsync(address, sent, cancellationToken);
        try
        {
            BasicProperties properties = new()
            {
                ContentType = message.ContentType,
                MessageId = message.Id,
                AppId = "seatrial",
                DeliveryMode = DeliveryModes.Persistent,
                Headers = message.Headers.ToDictionary(static h => h.Key, static h => (object?)h.Value, StringComparer.Ordinal),
            };
            await open._channel.BasicPublishAsync(message.Exchange, message.Key, mandatory: true, properties, message.Body, cancellationToken);
            return new PublishAnswer(sent, isRouted: true, error: null, time.GetElapsedTime(started));
        }
        catch (PublishException returned)
        {
            return new PublishAnswer(sent, isRouted: false, returned.IsReturn ? null : "it could not keep it", time.GetElapsedTime(started));
        }
        catch (OperationInterruptedException exception) when (Said(exception) is { } said)
        {
            return new PublishAnswer(sent, isRouted: null, said, time.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is RabbitMQClientException or OperationCanceledException or IOException or TimeoutException)
        {
            throw ServerFaults.OfRequest(exception is RabbitMQClientException ? new IOException(exception.Message, exception) : exception, address, sent, cancellationToken);
        }
    }

    /// <summary>Hears what an exchange gets from now on, in a queue of its own that goes with the connection.</summary>
    public static ValueTask<IStepListener> ListenAsync(ServerAddress address, string exchange, string key, TimeProvider time, CancellationToken cancellationToken) =>
        ListenAsync(address, $"exchange {exchange} {key}", time, async channel =>
        {
            string queue = (await channel.QueueDeclareAsync(string.Empty, durable: false, exclusive: true, autoDelete: true, cancellationToken: cancellationToken)).QueueName;
            await channel.QueueBindAsync(queue, exchange, key, cancellationToken: cancellationToken);
            return (queue, true);
        }, cancellationToken);

    /// <summary>Looks at what is in a queue and takes nothing out: all of it goes back to its place when listening ends.</summary>
    public static ValueTask<IStepListener> PeekAsync(ServerAddress address, string queue, TimeProvider time, CancellationToken cancellationToken) =>
        ListenAsync(address, $"queue {queue}", time, async channel =>
        {
            await channel.BasicQosAsync(0, MostHeld, global: false, cancellationToken);
            return (queue, false);
        }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async ValueTask<IStepListener> ListenAsync(
        ServerAddress address,
        string line,
        TimeProvider time,
        Func<IChannel, Task<(string Queue, bool IsOwn)>> prepare,
        CancellationToken cancellationToken)
    {
        StepExchange sent = Shown.Exchange("amqp", address, Shown.Message($"{address.Shown} {line}", [], null));
        AmqpChannel open = await OpenAsync(address, sent, cancellationToken);
        try
        {
            (string queue, bool isOwn) = await prepare(open._channel);
            MessageBuffer buffer = new(line);
            AsyncEventingBasicConsumer consumer = new(open._channel);
            consumer.ReceivedAsync += (_, delivery) =>
            {
                buffer.Add(Of(delivery));
                return Task.CompletedTask;
            };
            consumer.UnregisteredAsync += (_, _) => Fail("the queue is gone");
            consumer.ShutdownAsync += (_, reason) => Fail(reason.ReplyText);
            Task Fail(string why)
            {
                buffer.Fail(TransportFault.ConnectionLost, $"{address.Shown} ended the listening to {line}: {why}; messages may have been missed");
                return Task.CompletedTask;
            }

            // Real consumers of a queue come first: what they can take is never held here.
            Dictionary<string, object?> arguments = new(StringComparer.Ordinal);
            if (!isOwn)
            {
                arguments["x-priority"] = -10;
            }

            await open._channel.BasicConsumeAsync(queue, autoAck: isOwn, string.Empty, noLocal: false, exclusive: false, arguments, consumer, cancellationToken);
            return new BufferedListener("amqp", address, line, buffer, open, time);
        }
        catch (Exception exception) when (exception is RabbitMQClientException or OperationCanceledException or IOException or TimeoutException)
        {
            await open.DisposeAsync();
            throw exception is OperationInterruptedException interrupted && Said(interrupted) is { } said
                ? new StepTransportException(TransportFault.Protocol, false, $"{address.Shown} cannot be listened to: {said}", sent, exception)
                : ServerFaults.OfRequest(exception, address, sent, cancellationToken);
        }
    }

    private static async ValueTask<AmqpChannel> OpenAsync(ServerAddress address, StepExchange sent, CancellationToken cancellationToken)
    {
        ConnectionFactory factory = new()
        {
            HostName = address.Host,
            Port = address.Port,
            VirtualHost = address.Path.Length == 0 ? "/" : address.Path,
            UserName = address.User ?? "guest",
            Password = address.Password ?? "guest",
            Ssl = new SslOption(address.Host, enabled: address.Scheme == "amqps"),
            ClientProvidedName = "seatrial",
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
        };
        IConnection? connection = null;
        try
        {
            connection = await factory.CreateConnectionAsync(cancellationToken);
            CreateChannelOptions options = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            return new AmqpChannel(connection, await connection.CreateChannelAsync(options, cancellationToken));
        }
        catch (Exception exception) when (exception is RabbitMQClientException or OperationCanceledException or IOException or TimeoutException)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            throw Denied(exception) is var (said, way) && !cancellationToken.IsCancellationRequested
                ? ServerFaults.Denied(address, said, way, sent, exception)
                : await ServerFaults.OfConnectAsync(Plain(exception), address, sent, cancellationToken);
        }
    }

    /// <summary>The driver blames the network for whatever does not greet it as a broker does.</summary>
    private static Exception Plain(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e.Message.Contains("connection.start was never received", StringComparison.Ordinal))
            {
                return new InvalidDataException("it did not greet as a broker of AMQP 0-9-1 does");
            }
        }

        return exception;
    }

    /// <summary>What the broker said against who connects, and what to look at.</summary>
    private static (string Said, string? Way)? Denied(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case AuthenticationFailureException or PossibleAuthenticationFailureException:
                    return (e.Message, null);
                case OperationInterruptedException { ShutdownReason: { ReplyCode: 530 } reason }:
                    return (reason.ReplyText, "Check the virtual host behind the slash of the address, and what the user may do there.");
            }
        }

        return null;
    }

    /// <summary>What the broker itself said; null when the connection broke.</summary>
    private static string? Said(OperationInterruptedException exception) =>
        exception.ShutdownReason is { Initiator: ShutdownInitiator.Peer, ReplyCode: >= 400 and < 600 } reason ? $"{reason.ReplyText} [{reason.ReplyCode}]" : null;

    private static ReceivedMessage Of(BasicDeliverEventArgs delivery)
    {
        IReadOnlyBasicProperties properties = delivery.BasicProperties;
        ImmutableArray<ExchangeHeader>.Builder headers = ImmutableArray.CreateBuilder<ExchangeHeader>();
        foreach ((string name, object? value) in properties.Headers ?? new Dictionary<string, object?>(StringComparer.Ordinal))
        {
            headers.Add(new(name, value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty));
        }

        foreach ((string name, string? value) in new[] { ("content-type", properties.ContentType), ("message-id", properties.MessageId), ("correlation-id", properties.CorrelationId), ("type", properties.Type) })
        {
            if (value is not null)
            {
                headers.Add(new(name, value));
            }
        }

        // The body belongs to the driver, which uses it again.
        return new($"message {delivery.Exchange} {delivery.RoutingKey}", delivery.Body.ToArray())
        {
            Headers = headers.ToImmutable(),
            Facts = ImmutableDictionary<string, string>.Empty.Add("exchange", delivery.Exchange).Add("key", delivery.RoutingKey),
        };
    }
}
