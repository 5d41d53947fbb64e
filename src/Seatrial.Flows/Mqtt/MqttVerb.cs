using System.Collections.Frozen;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Mqtt;

/// <summary><c>mqtt:</c> a message to publish, or topics to listen to.</summary>
/// <param name="time">The clock.</param>
internal sealed class MqttVerb(TimeProvider time) : IStepVerb
{
    public static readonly FrozenDictionary<string, int> Schemes =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["mqtt"] = 1883, ["mqtts"] = 8883 }.ToFrozenDictionary(StringComparer.Ordinal);

    private const string Example = "mqtt: { url: '{{ broker }}', topic: orders/+/state }";
    private const string PublishExample = "publish: { topic: orders/7/state, json: { state: paid } }";

    /// <inheritdoc/>
    public string Key => "mqtt";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["routed", "body", "header.", "topic"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Publishes a message to a broker of MQTT, or listens to topics.", new DocumentShape.Map(
    [
        new("url", new DocumentShape.Text(), "Where the broker is: mqtt:// or mqtts://.", IsRequired: true),
        new(
            "publish",
            new DocumentShape.Map(
            [
                new("topic", new DocumentShape.Anything(), "The topic.", IsRequired: true),
                .. PayloadPlan.Keys,
                new("qos", new DocumentShape.Whole(0, 2), "The quality of service. Default: 1."),
                new("retain", new DocumentShape.Flag(), "Whether the broker keeps it for who comes later."),
            ])
            {
                OneOf = PayloadPlan.Kinds,
            },
            "The message to publish."),
        new("topic", new DocumentShape.Anything(), "The topics to listen to; + and # stand for parts."),
        new("qos", new DocumentShape.Whole(0, 2), "The quality of service. Default: 1."),
        new("retained", new DocumentShape.Flag(), "Whether messages kept from before count."),
    ])
    {
        OneOf = ["publish", "topic"],
    });

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (VerbMap.Of(step, Key, Example, context) is not { } map)
        {
            return null;
        }

        IBoundValue? url = map.Address("url", Schemes);
        string? what = map.OneOf("publish", "topic");
        int quality = map.Number("qos", 0, 2, otherwise: 1);
        bool withRetained = map.Flag("retained");
        map.Finish();
        if (url is null || what is null)
        {
            return null;
        }

        return what == "publish" ? BindPublish(map, url) : new MqttListenAction(url, map.Value("topic")!, quality, withRetained, time);
    }

    private MqttPublishAction? BindPublish(VerbMap map, IBoundValue url)
    {
        if (map.Inner("publish", PublishExample) is not { } publish)
        {
            return null;
        }

        IBoundValue? topic = publish.Required("topic");
        PayloadPlan? payload = PayloadPlan.Bind(publish);
        int quality = publish.Number("qos", 0, 2, otherwise: 1);
        bool isRetained = publish.Flag("retain");
        publish.Finish();
        return topic is null || payload is null ? null : new MqttPublishAction(url, topic, payload, quality, isRetained, time);
    }
}
