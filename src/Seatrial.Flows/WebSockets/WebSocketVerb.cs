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
    /// <inheritdoc/>
    public string Key => "websocket";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys { get; } = [.. HttpRequestBinder.Keys, "begin", "send", "session", "subprotocols", "ping"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["body", "type", "subprotocol", "close.code", "close.reason", "status", "header."];

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
        bool waits = send.Length == 0 || Reading.Any(key => step.Find(key) is not null);
        return new WebSocketAction(
            new WebSocketOpener(transport, plan) { Subprotocols = Subprotocols(step, context), Begin = begin, Ping = Ping(step, context) },
            send,
            Session(step, context),
            waits,
            transport.Time);
    }

    /// <summary>The siblings that only a message can answer.</summary>
    private static readonly string[] Reading = ["match", "expect", "capture"];

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
