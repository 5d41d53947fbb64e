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
