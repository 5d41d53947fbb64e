using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Redis;

/// <summary>Sends one command and returns the reply.</summary>
internal sealed class RedisCommandAction(IBoundValue url, ImmutableArray<IBoundValue> words, bool isReading, TimeProvider time) : IRequestAction
{
    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line(string.Join(' ', words.Select(static word => word.Source)));

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => isReading;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. words.SelectMany(static word => word.Names).Concat(url.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        ServerAddress address = ServerAddress.Evaluate(url, context.Scope, RedisVerb.Schemes);
        string[] command = [.. words.Select(word => word.Evaluate(context.Scope).ToText())];
        return await context.Memory.Get<RedisConnections>().AskAsync(address, command, time, cancellationToken);
    }
}
