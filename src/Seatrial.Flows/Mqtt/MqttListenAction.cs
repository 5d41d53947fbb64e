using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Mqtt;

/// <summary>Waits for a message of a topic, or of those a filter such as <c>orders/+/state</c> picks.</summary>
internal sealed class MqttListenAction(IBoundValue url, IBoundValue topic, int quality, bool withRetained, TimeProvider time) : IListeningAction
{
    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line($"topic {topic.Source}");

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => true;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. url.Names.Concat(topic.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListenNames => Names;

    /// <inheritdoc/>
    public ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken) => MqttSession.ListenAsync(
        ServerAddress.Evaluate(url, context.Scope, MqttVerb.Schemes),
        topic.Evaluate(context.Scope).ToText(),
        quality,
        withRetained,
        time,
        cancellationToken);
}
