using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;

namespace Seatrial.Flows.Sse;

/// <summary>Waits for an event of a stream.</summary>
/// <param name="transport">The connections.</param>
/// <param name="plan">The request that opens the stream.</param>
/// <param name="lastEventId">The event to go on behind; null: whatever comes from now on.</param>
/// <param name="reconnects">Whether a stream that ends is asked for again, as a browser does.</param>
internal sealed class SseListenAction(HttpTransport transport, HttpCallPlan plan, IBoundValue? lastEventId, bool reconnects) : IListeningAction
{
    /// <inheritdoc/>
    public string Summary => plan.Summary;

    /// <inheritdoc/>
    public string? Target => plan.Target;

    /// <inheritdoc/>
    public bool IsIdempotent => plan.Method == "GET";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. plan.CollectNames().Concat(lastEventId?.Names ?? []).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListenNames => Names;

    /// <inheritdoc/>
    /// <remarks>A POST does something: it is sent when the step's turn has come.</remarks>
    public bool BeginsEarly => plan.Method == "GET";

    /// <inheritdoc/>
    public async ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken)
    {
        SseOpener opener = new(transport, plan, context);
        SseOpening opening = await opener.OpenAsync(lastEventId?.Evaluate(context.Scope).ToText(), cancellationToken);
        return opening.Refused is { } refused
            ? new RefusedListener(new RefusedAnswer(refused, "a stream of events", plan.Asked.Status))
            : new SseListener(opener, opening, reconnects, transport.Time);
    }
}
