using System.Collections.Frozen;
using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Amqp;

/// <summary><c>amqp:</c> a message to publish, or a queue or exchange to listen to.</summary>
/// <param name="time">The clock.</param>
internal sealed class AmqpVerb(TimeProvider time) : IStepVerb
{
    public static readonly FrozenDictionary<string, int> Schemes =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["amqp"] = 5672, ["amqps"] = 5671 }.ToFrozenDictionary(StringComparer.Ordinal);

    private const string Example = "amqp: { url: '{{ broker }}', exchange: orders, key: order.placed }";
    private const string PublishExample = "publish: { exchange: orders, key: order.placed, json: { id: 7 } }";

    /// <inheritdoc/>
    public string Key => "amqp";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["routed", "body", "header.", "exchange", "key"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Publishes a message to a broker of AMQP 0.9.1, or listens to a queue or an exchange.", new DocumentShape.Map(
    [
        new("url", new DocumentShape.Text(), "Where the broker is: amqp:// or amqps://.", IsRequired: true),
        new(
            "publish",
            new DocumentShape.Map(
            [
                new("exchange", new DocumentShape.Anything(), "The exchange; left out, the key names a queue."),
                new("key", new DocumentShape.Anything(), "The routing key.", IsRequired: true),
                .. PayloadPlan.Keys,
                new("headers", new DocumentShape.Names(new DocumentShape.Anything()), "Headers of the message."),
            ])
            {
                OneOf = PayloadPlan.Kinds,
            },
            "The message to publish."),
        new("queue", new DocumentShape.Anything(), "The queue to listen to."),
        new("exchange", new DocumentShape.Anything(), "The exchange to listen to."),
        new("key", new DocumentShape.Anything(), "Which messages of the exchange: a routing key, or a pattern of one."),
    ])
    {
        OneOf = ["publish", "queue", "exchange"],
    });

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (VerbMap.Of(step, Key, Example, context) is not { } map)
        {
            return null;
        }

        IBoundValue? url = map.Address("url", Schemes);
        string? what = map.OneOf("publish", "queue", "exchange");
        IBoundValue? key = what == "exchange" ? map.Value("key") : null;
        map.Finish("publish", "queue", "exchange", "key");
        if (url is null || what is null)
        {
            return null;
        }

        return what == "publish"
            ? BindPublish(map, url)
            : new AmqpListenAction(url, map.Value(what)!, key, isQueue: what == "queue", time);
    }

    private AmqpPublishAction? BindPublish(VerbMap map, IBoundValue url)
    {
        if (map.Inner("publish", PublishExample) is not { } publish)
        {
            return null;
        }

        IBoundValue? exchange = publish.Value("exchange");
        IBoundValue? key = publish.Required("key");
        PayloadPlan? payload = PayloadPlan.Bind(publish);
        ImmutableArray<KeyValuePair<string, IBoundValue>> headers = publish.Entries("headers", "headers: { tenant: acme }");
        foreach ((string name, IBoundValue value) in headers.Where(static header => HttpIdentity.IsReserved(header.Key)))
        {
            HttpDiagnostics.ReservedHeader(map.Context, value.Span, name);
        }

        publish.Finish();
        return key is null || payload is null ? null : new AmqpPublishAction(url, exchange, key, payload, headers, time);
    }
}
