using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Kafka;

/// <summary>
/// Hears what a topic gets from now on: all of its partitions, each from where it ends, and from their beginning those that
/// come about meanwhile. It belongs to no consumer group, so that nobody else gets less.
/// </summary>
internal sealed class KafkaListening : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly KafkaClient _client;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly MessageBuffer _buffer;
    private readonly ServerAddress _server;
    private readonly string _topic;
    private readonly HashSet<int> _known;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    private KafkaListening(KafkaClient client, IConsumer<byte[]?, byte[]?> consumer, MessageBuffer buffer, ServerAddress server, string topic, IEnumerable<int> known)
    {
        (_client, _consumer, _buffer, _server, _topic, _known) = (client, consumer, buffer, server, topic, [.. known]);

        // The library's own way to wait for a message is to block a thread.
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <exception cref="StepTransportException">It cannot be listened to.</exception>
    public static async ValueTask<IStepListener> OpenAsync(KafkaAddress address, string topic, TimeProvider time, CancellationToken cancellationToken)
    {
        StepExchange sent = Shown.Exchange("kafka", address.Server, Shown.Message($"{address.Server.Shown} topic {topic}", [], null));
        (KafkaClient client, IReadOnlyList<int> partitions) = await KafkaClient.ConnectAsync(address, topic, sent, cancellationToken);
        string line = partitions.Count == 0 ? $"topic {topic} (there was none when listening began)" : $"topic {topic}";
        MessageBuffer buffer = new(line);
        IConsumer<byte[]?, byte[]?> consumer = new ConsumerBuilder<byte[]?, byte[]?>(Settings(address))
            .SetErrorHandler((_, error) =>
            {
                if (KafkaClient.Hopeless(error, address.Server, sent) is { } hopeless)
                {
                    buffer.Fail(hopeless.Fault, hopeless.Message, hopeless);
                }
            })
            .SetLogHandler(static (_, _) => { })
            .Build();
        try
        {
            // Offsets, and not "the end": that would be looked up only when the first fetch is under way.
            List<TopicPartitionOffset> ends = await Task.Run(() => Ends(consumer, topic, partitions), cancellationToken);
            consumer.Assign(ends);
        }
        catch (Exception exception) when (exception is KafkaException or OperationCanceledException)
        {
            consumer.Dispose();
            client.Dispose();
            throw exception is KafkaException known && KafkaClient.Hopeless(known.Error, address.Server, sent) is { } hopeless
                ? hopeless
                : ServerFaults.OfRequest(exception, address.Server, sent, cancellationToken);
        }

        return new BufferedListener("kafka", address.Server, line, buffer, new KafkaListening(client, consumer, buffer, address.Server, topic, partitions), time);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _consumer.Dispose();
        _client.Dispose();
        _end.Dispose();
    }

    private static List<TopicPartitionOffset> Ends(IConsumer<byte[]?, byte[]?> consumer, string topic, IReadOnlyList<int> partitions) =>
        [.. partitions.Select(p => new TopicPartition(topic, p)).Select(p => new TopicPartitionOffset(p, consumer.QueryWatermarkOffsets(p, Patience).High))];

    private static Dictionary<string, string> Settings(KafkaAddress address) => new(address.Settings, StringComparer.Ordinal)
    {
        // The library wants the name of a group; without a subscription none is joined, and nothing is committed.
        ["group.id"] = "seatrial",
        ["enable.auto.commit"] = "false",
        ["enable.auto.offset.store"] = "false",
        ["auto.offset.reset"] = "error",
    };

    private void Loop()
    {
        long looked = TimeProvider.System.GetTimestamp();
        while (!_end.IsCancellationRequested)
        {
            try
            {
                if (_consumer.Consume(Slice) is { Message: not null } result)
                {
                    _buffer.Add(Of(result));
                }

                if (TimeProvider.System.GetElapsedTime(looked) > (_known.Count == 0 ? Slice : LookAgain))
                {
                    AddPartitions();
                    looked = TimeProvider.System.GetTimestamp();
                }
            }
            catch (ConsumeException exception)
            {
                _buffer.Fail(TransportFault.Protocol, $"{_server.Shown} ended the listening to topic {_topic}: {_server.Hide(KafkaClient.Words(exception.Error))}", exception);
                return;
            }
            catch (KafkaException)
            {
                // A broker that is away for a moment: the library connects again, and goes on at the offset it was at.
                looked = TimeProvider.System.GetTimestamp();
            }
        }
    }

    private void AddPartitions()
    {
        foreach (int partition in _client.Partitions(_topic).Where(_known.Add))
        {
            _consumer.IncrementalAssign([new TopicPartitionOffset(_topic, partition, Offset.Beginning)]);
        }
    }

    private static ReceivedMessage Of(ConsumeResult<byte[]?, byte[]?> result)
    {
        ImmutableDictionary<string, string> facts = ImmutableDictionary<string, string>.Empty.Add("topic", result.Topic);
        if (result.Message.Key is { } key)
        {
            facts = facts.Add("key", JsonTexts.TextOf(key) ?? Convert.ToBase64String(key));
        }

        return new(string.Create(CultureInfo.InvariantCulture, $"message {result.Topic} {result.Partition.Value}@{result.Offset.Value}"), result.Message.Value ?? [])
        {
            Headers = [.. (result.Message.Headers ?? []).Select(static h => new ExchangeHeader(h.Key, h.GetValueBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : string.Empty))],
            Facts = facts,
            Numbers = ImmutableDictionary<string, long>.Empty.Add("partition", result.Partition.Value).Add("offset", result.Offset.Value),
        };
    }
}
