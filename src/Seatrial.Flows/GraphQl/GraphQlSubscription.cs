using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Sse;
using Seatrial.Flows.WebSockets;

namespace Seatrial.Flows.GraphQl;

/// <summary>Listens to a subscription over a WebSocket (the protocol graphql-transport-ws).</summary>
/// <param name="opener">Makes the connection.</param>
/// <param name="plan">The step.</param>
/// <param name="body">The subscription.</param>
/// <param name="init">What the connection is begun with; null: nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class GraphQlSubscription(WebSocketOpener opener, HttpCallPlan plan, IBoundValue body, IBoundValue? init, TimeProvider time) : IListeningAction
{
    /// <summary>The subprotocol.</summary>
    public const string Protocol = "graphql-transport-ws";

    /// <inheritdoc/>
    public string Summary => plan.Summary;

    /// <inheritdoc/>
    public string? Target => plan.Target;

    /// <inheritdoc/>
    public bool IsIdempotent => true;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. opener.Names.Concat(body.Names).Concat(init?.Names ?? []).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListenNames => Names;

    /// <summary>A subscription over server-sent events (the distinct connections of graphql-sse).</summary>
    public static IListeningAction OverEvents(HttpTransport transport, HttpCallPlan plan) => new GraphQlEvents(
        new SseListenAction(transport, plan with { Accept = "text/event-stream" }, lastEventId: null, reconnects: false),
        plan.Asked);

    /// <inheritdoc/>
    public async ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken)
    {
        WebSocketOpening opening = await opener.OpenAsync(context, cancellationToken);
        if (opening.Refused is { } refused)
        {
            return new RefusedListener(new RefusedAnswer(refused, "an open WebSocket", plan.Asked.Status));
        }

        GraphQlSocket socket = new(opening.Session!, plan.Asked, time);
        try
        {
            await socket.BeginAsync(init?.Evaluate(context.Scope).Json, body.Evaluate(context.Scope).Json, cancellationToken);
            return socket;
        }
        catch
        {
            await socket.DisposeAsync();
            throw;
        }
    }
}
