using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Kafka;

/// <summary>Produces one message and waits until the cluster has stored it.</summary>
internal sealed class KafkaProduceAction(
    IBoundValue url,
    IBoundValue topic,
    IBoundValue? key,
    int? partition,
    PayloadPlan payload,
    ImmutableArray<KeyValuePair<string, IBoundValue>> headers,
    TimeProvider time)
    : IRequestAction
{
    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line($"produce {topic.Source} {key?.Source}");

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } =
        [.. headers.Select(static h => h.Value).Concat([url, topic, payload.Value]).Concat(key is null ? [] : [key]).SelectMany(static v => v.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        KafkaAddress address = KafkaAddress.Evaluate(url, context.Scope);
        KafkaMessage message = new(
            topic.Evaluate(context.Scope).ToText(),
            key?.Evaluate(context.Scope).ToText(),
            partition,
            [new("content-type", payload.ContentType), .. CarriedHeaders.Of(headers, context)],
            payload.Evaluate(context.Scope));
        return await KafkaProducing.ProduceAsync(address, message, time, cancellationToken);
    }
}
