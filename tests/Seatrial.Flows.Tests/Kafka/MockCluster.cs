using System.Globalization;
using Confluent.Kafka;

namespace Seatrial.Flows.Tests.Kafka;

/// <summary>
/// Brokers that speak Kafka's protocol over real connections, kept by the client library itself: no server of Kafka can be
/// had here. They know neither users nor TLS: a <see cref="SecureFront"/> does.
/// </summary>
internal sealed class MockCluster : IDisposable
{
    private readonly IAdminClient _keeper;

    public MockCluster()
    {
        _keeper = new AdminClientBuilder(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["bootstrap.servers"] = "the.mock:1",
            ["test.mock.num.brokers"] = "3",
        }).SetLogHandler(static (_, _) => { }).Build();
        List<BrokerMetadata> brokers = _keeper.GetMetadata(TimeSpan.FromSeconds(10)).Brokers;
        Address = string.Create(CultureInfo.InvariantCulture, $"kafka://{brokers[0].Host}:{brokers[0].Port}");
        Ports = [.. brokers.Select(static broker => broker.Port)];
    }

    public string Address { get; }

    /// <summary>Where its brokers listen, on 127.0.0.1.</summary>
    public IReadOnlyList<int> Ports { get; }

    /// <summary>Makes a topic: it has a message from before, in partition 0.</summary>
    public async Task CreateAsync(string topic)
    {
        using IProducer<Null, string> producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = Address["kafka://".Length..] }).Build();
        await producer.ProduceAsync(new TopicPartition(topic, 0), new Message<Null, string> { Value = "{\"orderId\":7,\"state\":\"sent\"}" }, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _keeper.Dispose();
}
