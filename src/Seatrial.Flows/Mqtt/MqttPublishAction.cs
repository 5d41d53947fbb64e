using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Mqtt;

/// <summary>Publishes one message and waits until the broker has taken it.</summary>
internal sealed class MqttPublishAction(IBoundValue url, IBoundValue topic, PayloadPlan payload, int quality, bool isRetained, TimeProvider time) : IRequestAction
{
    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line($"publish {topic.Source}");

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. url.Names.Concat(topic.Names).Concat(payload.Value.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        ServerAddress address = ServerAddress.Evaluate(url, context.Scope, MqttVerb.Schemes);
        MqttOutgoing message = new(
            topic.Evaluate(context.Scope).ToText(),
            payload.Evaluate(context.Scope),
            payload.ContentType,
            quality,
            isRetained,
            [
                new("traceparent", HttpIdentity.TraceParent(context.Trace)),
                new("baggage", HttpIdentity.Baggage(context.Identity, usersOwn: null)),
                new(HttpIdentity.SyntheticHeader, "true"),
            ]);
        return await MqttSession.PublishAsync(address, message, time, cancellationToken);
    }
}
