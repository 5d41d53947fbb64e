using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Redis;

/// <summary>Waits for a message of a channel.</summary>
internal sealed class RedisSubscribeAction(IBoundValue url, IBoundValue channel, TimeProvider time) : IListeningAction
{
    /// <inheritdoc/>
    public string Summary { get; } = $"subscribe {Shown.Line(channel.Source)}";

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => true;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. url.Names.Concat(channel.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListenNames => Names;

    /// <inheritdoc/>
    public ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken)
    {
        ServerAddress address = ServerAddress.Evaluate(url, context.Scope, RedisVerb.Schemes);
        return RedisSubscription.OpenAsync(address, channel.Evaluate(context.Scope).ToText(), time, cancellationToken);
    }
}
