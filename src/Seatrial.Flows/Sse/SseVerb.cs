using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Sse;

/// <summary><c>sse: address</c>: waits for an event of a stream (HTML, server-sent events).</summary>
/// <param name="transport">The connections.</param>
internal sealed class SseVerb(HttpTransport transport) : IStepVerb
{
    /// <inheritdoc/>
    public string Key => "sse";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys { get; } = [.. HttpRequestBinder.Keys, "json", "form", "text", "body", "lastEventId", "reconnect"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["event", "id", "body", "status", "header.", "cookie.", "version"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Waits for an event of a stream: its address, such as `'{{ shop }}/events'`, or POST and an address.", HttpShapes.Text)
    {
        Keys =
        [
            .. HttpShapes.Request,
            .. HttpShapes.Body,
            new("lastEventId", HttpShapes.Text, "The event to go on behind."),
            new("reconnect", new DocumentShape.Flag(), "Whether a stream that ends is asked for again. Default: yes, except after a POST."),
            .. HttpShapes.Connection,
        ],
    };

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (HttpRequestBinder.Line(step, Key, "GET", ["GET", "POST"], context) is not var (method, address))
        {
            return null;
        }

        HttpCallPlan plan = HttpRequestBinder.Bind(step, (DocumentNode.Scalar)step.Find(Key)!.Value, method, address, context) with { Accept = "text/event-stream" };
        if (plan.Body.Kind != HttpBodyKind.None && method == "GET")
        {
            HttpDiagnostics.BodyWithoutMeaning(context, HttpRequestBinder.BodyEntry(step)!.Value.Span, method);
        }

        IBoundValue? last = step.Find("lastEventId") is { } id ? context.Bind(id.Value) : null;
        bool? reconnects = step.Find("reconnect")?.Value switch
        {
            null => null,
            DocumentNode.Scalar { Kind: ScalarKind.Boolean } flag => flag.Text is "true" or "True" or "TRUE",
            var other => NotAFlag(other, context),
        };
        return new SseListenAction(transport, plan, last, reconnects ?? method == "GET");
    }

    private static bool? NotAFlag(DocumentNode node, IBindContext context)
    {
        ServerDiagnostics.NotAValue(context, node.Span, "reconnect", "true or false", "reconnect: false");
        return null;
    }
}
