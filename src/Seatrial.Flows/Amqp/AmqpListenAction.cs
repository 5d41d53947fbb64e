using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Amqp;

/// <summary>Waits for a message of an exchange, or of a queue.</summary>
internal sealed class AmqpListenAction(IBoundValue url, IBoundValue name, IBoundValue? key, bool isQueue, TimeProvider time) : IListeningAction
{
    /// <summary>Everything, in a topic exchange; the other kinds either ignore it or need a key of their own.</summary>
    private const string EveryKey = "#";

    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line(isQueue ? $"queue {name.Source}" : $"exchange {name.Source} {key?.Source ?? EveryKey}");

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => true;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. url.Names.Concat(name.Names).Concat(key?.Names ?? []).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListenNames => Names;

    /// <inheritdoc/>
    public ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken)
    {
        ServerAddress address = ServerAddress.Evaluate(url, context.Scope, AmqpVerb.Schemes);
        string place = name.Evaluate(context.Scope).ToText();
        return isQueue
            ? AmqpChannel.PeekAsync(address, place, time, cancellationToken)
            : AmqpChannel.ListenAsync(address, place, key?.Evaluate(context.Scope).ToText() ?? EveryKey, time, cancellationToken);
    }
}
