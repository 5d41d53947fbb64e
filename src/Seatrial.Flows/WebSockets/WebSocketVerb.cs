using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Servers;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.WebSockets;

/// <summary><c>websocket: address</c>: sends messages, waits for one, or both.</summary>
/// <param name="transport">The connections.</param>
internal sealed class WebSocketVerb(HttpTransport transport) : IStepVerb
{
    private static readonly DocumentShape Messages = new DocumentShape.List(
        new DocumentShape.Either(
        [
            HttpShapes.Text,
            new DocumentShape.Map(
            [
                new("json", new DocumentShape.Anything(), "A text message of JSON."),
                new("text", HttpShapes.Text, "A text message."),
                new("binary", HttpShapes.Text, "A binary message, as base64."),
            ])
            {
                OneOf = ["json", "text", "binary"],
            },
        ]),
        MayBeSingle: true);

    /// <summary>What makes a step that sends wait for an answer.</summary>
    private static readonly string[] Waiting = ["match", "expect", "capture", "until"];

    /// <inheritdoc/>
    public string Key => "websocket";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys { get; } = [.. HttpRequestBinder.Keys, "begin", "send", "session", "subprotocols", "ping"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["body", "type", "subprotocol", "close.code", "close.reason", "status", "header."];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Sends messages, waits for one, or both: the address, such as `'{{ shop }}/live'`.", HttpShapes.Text)
    {
        Keys =
        [
            .. HttpShapes.Request,
            new("begin", Messages, "What is sent as soon as the connection is open, before the flow's first step."),
            new("send", Messages, "What is sent when the step's turn has come."),
            new("session", HttpShapes.Text, "A name by which several steps share one connection."),
            new("subprotocols", new DocumentShape.List(HttpShapes.Text, MayBeSingle: true), "The protocols that are offered."),
            new("ping", new DocumentShape.Duration(), "How often the other side is asked for a sign of life."),
            .. HttpShapes.Connection,
        ],
    };

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (HttpRequestBinder.Line(step, Key, "GET", [], context) is not var (method, address))
        {
            return null;
        }

        HttpCallPlan plan = HttpRequestBinder.Bind(step, address, method, address, context) with { IsSocket = true };
        OutgoingMessage[] begin = OutgoingMessage.Bind(step, "begin", context);
        OutgoingMessage[] send = OutgoingMessage.Bind(step, "send", context);
        bool waits = send.Length == 0 || Waiting.Any(key => step.Find(key) is not null);
        return new WebSocketAction(
            new WebSocketOpener(transport, plan) { Subprotocols = Subprotocols(step, context), Begin = begin, Ping = Ping(step, context) },
            send,
            Session(step, context),
            waits,
            transport.Time);
    }

    private static string? Session(DocumentNode.Mapping step, IBindContext context)
    {
        switch (step.Find("session")?.Value)
        {
            case null:
                return null;
            case DocumentNode.Scalar { Kind: ScalarKind.Text, Text: { Length: > 0 } name } when !name.Contains("{{", StringComparison.Ordinal):
                return name;
            case { } other:
                ServerDiagnostics.Error(context, "ST0670", other.Span, "`session` is a name that several steps share one connection by.", "Write for example `session: chat` in each of them.");
                return null;
        }
    }

    private static IBoundValue[] Subprotocols(DocumentNode.Mapping step, IBindContext context) => step.Find("subprotocols")?.Value switch
    {
        null => [],
        DocumentNode.Sequence list => [.. list.Items.Select(context.Bind)],
        var one => [context.Bind(one)],
    };

    private static TimeSpan? Ping(DocumentNode.Mapping step, IBindContext context)
    {
        if (step.Find("ping")?.Value is not { } node)
        {
            return null;
        }

        if (node is DocumentNode.Scalar scalar && Durations.TryParse(scalar.Text, out TimeSpan every) && every >= TimeSpan.FromMilliseconds(10) && every <= TimeSpan.FromHours(1))
        {
            return every;
        }

        ServerDiagnostics.Error(context, "ST0671", node.Span, "`ping` says how often the other side is asked for a sign of life, from 10ms to 1h.", "Write for example `ping: 5s`.");
        return null;
    }
}
