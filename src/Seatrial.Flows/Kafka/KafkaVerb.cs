using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Kafka;

/// <summary><c>kafka:</c> a message to produce, or a topic to listen to.</summary>
/// <param name="time">The clock.</param>
internal sealed class KafkaVerb(TimeProvider time) : IStepVerb
{
    private const string Example = "kafka: { url: '{{ cluster }}', topic: orders }";
    private const string ProduceExample = "produce: { topic: orders, key: '7', json: { id: 7 } }";

    /// <inheritdoc/>
    public string Key => "kafka";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["body", "header.", "topic", "key", "partition", "offset"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Produces a message to a topic of Kafka, or listens to a topic.", new DocumentShape.Map(
    [
        new("url", new DocumentShape.Text(), "Where a broker of the cluster is: kafka:// or kafkas://.", IsRequired: true),
        new(
            "produce",
            new DocumentShape.Map(
            [
                new("topic", new DocumentShape.Anything(), "The topic.", IsRequired: true),
                new("key", new DocumentShape.Anything(), "The key: messages of one key go to one partition."),
                new("partition", new DocumentShape.Whole(0, 1_000_000), "The partition, where the key is not to decide."),
                .. PayloadPlan.Keys,
                new("headers", new DocumentShape.Names(new DocumentShape.Anything()), "Headers of the message."),
            ])
            {
                OneOf = PayloadPlan.Kinds,
            },
            "The message to produce."),
        new("topic", new DocumentShape.Anything(), "The topic to listen to, from its end on."),
    ])
    {
        OneOf = ["produce", "topic"],
    });

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (VerbMap.Of(step, Key, Example, context) is not { } map)
        {
            return null;
        }

        IBoundValue? url = map.Address("url", KafkaAddress.Schemes);
        string? what = map.OneOf("produce", "topic");
        map.Finish();
        if (url is null || what is null)
        {
            return null;
        }

        return what == "produce" ? BindProduce(map, url) : new KafkaListenAction(url, map.Value("topic")!, time);
    }

    private KafkaProduceAction? BindProduce(VerbMap map, IBoundValue url)
    {
        if (map.Inner("produce", ProduceExample) is not { } produce)
        {
            return null;
        }

        IBoundValue? topic = produce.Required("topic");
        IBoundValue? key = produce.Value("key");
        int partition = produce.Number("partition", 0, 1_000_000, otherwise: -1);
        PayloadPlan? payload = PayloadPlan.Bind(produce);
        ImmutableArray<KeyValuePair<string, IBoundValue>> headers = produce.Entries("headers", "headers: { tenant: acme }");
        foreach ((string name, IBoundValue value) in headers.Where(static header => HttpIdentity.IsReserved(header.Key)))
        {
            HttpDiagnostics.ReservedHeader(map.Context, value.Span, name);
        }

        produce.Finish();
        return topic is null || payload is null ? null : new KafkaProduceAction(url, topic, key, partition < 0 ? null : partition, payload, headers, time);
    }
}
