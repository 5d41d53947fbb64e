using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;
using StackExchange.Redis;

namespace Seatrial.Flows.Redis;

/// <summary>A subscription of a channel, on a connection of its own.</summary>
internal static class RedisSubscription
{
    public static async ValueTask<IStepListener> OpenAsync(ServerAddress address, string channel, TimeProvider time, CancellationToken cancellationToken)
    {
        string line = $"SUBSCRIBE {channel}";
        StepExchange sent = Shown.Exchange("redis", address, Shown.Message($"{address.Shown} {line}", [], null));
        ConnectionMultiplexer connection = await RedisFaults.ConnectAsync(address, sent, waits: true, cancellationToken);
        MessageBuffer buffer = new($"the channel {channel}");
        try
        {
            // The driver connects again by itself, and what came meanwhile is lost: that is not to be silent.
            connection.ConnectionFailed += (_, failed) => buffer.Fail(
                TransportFault.ConnectionLost,
                $"the connection to {address.Shown} broke while it listened to the channel {channel}; messages may have been missed",
                failed.Exception);
            await connection.GetSubscriber()
                .SubscribeAsync(RedisChannel.Literal(channel), (_, value) => buffer.Add(new ReceivedMessage($"message in {channel}", (byte[])value!)
                {
                    Facts = ImmutableDictionary<string, string>.Empty.Add("channel", channel),
                }))
                .WaitAsync(cancellationToken);
            return new BufferedListener("redis", address, line, buffer, connection, time);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or OperationCanceledException)
        {
            await connection.DisposeAsync();
            throw RedisFaults.OfRequest(exception, address, sent, cancellationToken);
        }
    }
}
