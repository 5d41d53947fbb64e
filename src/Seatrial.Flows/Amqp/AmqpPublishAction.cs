using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Amqp;

/// <summary>Publishes one message and waits until the broker has taken it.</summary>
internal sealed class AmqpPublishAction(
    IBoundValue url,
    IBoundValue? exchange,
    IBoundValue key,
    PayloadPlan payload,
    ImmutableArray<KeyValuePair<string, IBoundValue>> headers,
    TimeProvider time)
    : IRequestAction
{
    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line($"publish {exchange?.Source ?? "(default)"} {key.Source}");

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } =
        [.. headers.Select(static h => h.Value).Concat([url, key, payload.Value]).Concat(exchange is null ? [] : [exchange]).SelectMany(static v => v.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        ServerAddress address = ServerAddress.Evaluate(url, context.Scope, AmqpVerb.Schemes);
        AmqpMessage message = new(
            exchange?.Evaluate(context.Scope).ToText() ?? string.Empty,
            key.Evaluate(context.Scope).ToText(),
            payload.ContentType,
            context.Scope.NextGuid().ToString(),
            CarriedHeaders.Of(headers, context),
            payload.Evaluate(context.Scope));
        return await AmqpChannel.PublishAsync(address, message, time, cancellationToken);
    }
}
