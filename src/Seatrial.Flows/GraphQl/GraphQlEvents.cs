using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Sse;

namespace Seatrial.Flows.GraphQl;

/// <summary>Listens to a subscription over server-sent events.</summary>
/// <param name="events">Listens to the events.</param>
/// <param name="asked">What the step looks at.</param>
internal sealed class GraphQlEvents(SseListenAction events, HttpAsked asked) : IListeningAction
{
    /// <inheritdoc/>
    public string Summary => events.Summary;

    /// <inheritdoc/>
    public string? Target => events.Target;

    /// <inheritdoc/>
    public bool IsIdempotent => true;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => events.Names;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListenNames => events.ListenNames;

    /// <inheritdoc/>
    public async ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken)
    {
        IStepListener inner = await events.ListenAsync(context, cancellationToken);
        return inner is RefusedListener ? await RefuseAsync(inner, cancellationToken) : new Listener(inner, asked);
    }

    /// <summary>What refuses may be an answer of GraphQL, with errors that say why.</summary>
    private async ValueTask<IStepListener> RefuseAsync(IStepListener refused, CancellationToken cancellationToken)
    {
        StepAnswer answer = await refused.NextAsync(cancellationToken);
        return answer.Document(out _) is { ValueKind: System.Text.Json.JsonValueKind.Object } all && all.TryGetProperty("errors", out _) && answer is RefusedAnswer { Refused: var inner }
            ? new RefusedListener(new RefusedAnswer(inner, "a stream of events", asked.Status) { Instead = new GraphQlAnswer(inner, asked) })
            : refused;
    }

    private sealed class Listener(IStepListener inner, HttpAsked asked) : IStepListener
    {
        public async ValueTask<StepAnswer> NextAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                StepAnswer answer = await inner.NextAsync(cancellationToken);
                switch (answer.Subject("event").ToText())
                {
                    case "next":
                        return new GraphQlAnswer(answer, asked);
                    case "complete":
                        throw new StepTransportException(TransportFault.ConnectionLost, false, "the service completed the subscription", answer.Exchange) { HasAnswered = true };
                }
            }
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
