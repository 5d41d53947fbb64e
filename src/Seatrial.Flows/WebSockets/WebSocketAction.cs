using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;

namespace Seatrial.Flows.WebSockets;

/// <summary>Sends messages, waits for one, or both.</summary>
/// <param name="opener">Makes the connection.</param>
/// <param name="send">What is sent when the step's turn has come.</param>
/// <param name="session">The name by which steps share the connection; null: it is the step's own.</param>
/// <param name="waits">Whether it waits for a message.</param>
/// <param name="time">The clock.</param>
internal sealed class WebSocketAction(WebSocketOpener opener, OutgoingMessage[] send, string? session, bool waits, TimeProvider time) : IListeningAction
{
    /// <inheritdoc/>
    public string Summary => opener.Plan.Summary;

    /// <inheritdoc/>
    public string? Target => opener.Plan.Target;

    /// <inheritdoc/>
    public bool IsIdempotent => send.Length == 0;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. opener.Names.Concat(send.SelectMany(static m => m.Value.Names)).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListenNames => opener.Names;

    /// <inheritdoc/>
    /// <remarks>What answers to what the step sends cannot come before, and what it sends may need what earlier steps capture.</remarks>
    public bool BeginsEarly => send.Length == 0;

    /// <inheritdoc/>
    public async ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken)
    {
        WebSocketOpening opening = session is null
            ? await opener.OpenAsync(context, cancellationToken)
            : await context.Memory.Get<WebSocketSessions>().OpenAsync(session, () => opener.OpenAsync(context, cancellationToken).AsTask());
        return opening.Refused is { } refused
            ? new RefusedListener(new RefusedAnswer(refused, "an open WebSocket", opener.Plan.Asked.Status))
            : new WebSocketListener(opening.Session!, send, context.Scope, waits, opener.Plan.Asked.Close, isOwner: session is null, time);
    }
}
