using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Kafka;

/// <summary>Waits for a message of a topic.</summary>
internal sealed class KafkaListenAction(IBoundValue url, IBoundValue topic, TimeProvider time) : IListeningAction
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
    public ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken)
    {
        KafkaAddress address = KafkaAddress.Evaluate(url, context.Scope);
        return KafkaListening.OpenAsync(address, topic.Evaluate(context.Scope).ToText(), time, cancellationToken);
    }
}
