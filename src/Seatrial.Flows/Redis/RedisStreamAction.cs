using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Redis;

/// <summary>Waits for an entry of a stream; belongs to no consumer group, so nobody misses what it reads.</summary>
internal sealed class RedisStreamAction(IBoundValue url, IBoundValue stream, TimeProvider time) : IListeningAction
{
    /// <inheritdoc/>
    public string Summary { get; } = $"stream {Shown.Line(stream.Source)}";

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => true;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. url.Names.Concat(stream.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListenNames => Names;

    /// <inheritdoc/>
    public ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken)
    {
        ServerAddress address = ServerAddress.Evaluate(url, context.Scope, RedisVerb.Schemes);
        return RedisStreamListener.OpenAsync(address, stream.Evaluate(context.Scope).ToText(), time, cancellationToken);
    }
}
