using System.Text;
using Confluent.Kafka;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Kafka;

/// <summary>One message out, and the report of its delivery.</summary>
internal static class KafkaProducing
{
    /// <exception cref="StepTransportException">The cluster did not say whether it stored the message.</exception>
    public static async ValueTask<StepAnswer> ProduceAsync(KafkaAddress address, KafkaMessage message, TimeProvider time, CancellationToken cancellationToken)
    {
        StepExchange sent = Shown.Exchange("kafka", address.Server, Shown.Message(
            $"{address.Server.Shown} produce {message.Topic}{(message.Key is null ? string.Empty : " " + message.Key)}",
            Shown.Headers(message.Headers),
            Encoding.UTF8.GetString(message.Body)));
        long started = time.GetTimestamp();
        (KafkaClient client, _) = await KafkaClient.ConnectAsync(address, message.Topic, sent, cancellationToken);
        using (client)
        {
            using IProducer<byte[]?, byte[]> producer = new ProducerBuilder<byte[]?, byte[]>(Settings(address))
                .SetErrorHandler(static (_, _) => { })
                .SetLogHandler(static (_, _) => { })
                .Build();
            Headers headers = [];
            foreach ((string name, string value) in message.Headers)
            {
                headers.Add(name, Encoding.UTF8.GetBytes(value));
            }

            Message<byte[]?, byte[]> outgoing = new() { Key = message.Key is null ? null : Encoding.UTF8.GetBytes(message.Key), Value = message.Body, Headers = headers };
            try
            {
                DeliveryResult<byte[]?, byte[]> stored =
                    await producer.ProduceAsync(new TopicPartition(message.Topic, message.Partition ?? Partition.Any), outgoing, cancellationToken);
                return new KafkaProducedAnswer(sent, message.Topic, (stored.Partition.Value, stored.Offset.Value), null, time.GetElapsedTime(started));
            }
            catch (ProduceException<byte[]?, byte[]> exception) when (exception.Error is { IsLocalError: false } or { Code: ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition })
            {
                string said = address.Server.Hide(KafkaClient.Words(exception.Error));
                return new KafkaProducedAnswer(sent, message.Topic, null, said, time.GetElapsedTime(started));
            }
            catch (Exception exception) when (exception is KafkaException or OperationCanceledException)
            {
                throw ServerFaults.OfRequest(exception is KafkaException known ? new IOException(KafkaClient.Words(known.Error), exception) : exception, address.Server, sent, cancellationToken);
            }
        }
    }

    private static Dictionary<string, string> Settings(KafkaAddress address) => new(address.Settings, StringComparer.Ordinal)
    {
        ["acks"] = "all",
        ["linger.ms"] = "0",
        ["message.timeout.ms"] = "30000",

        // What was sent once is not sent again behind the step's back: retries are the runner's, where they do no harm.
        ["message.send.max.retries"] = "0",
    };
}
