using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Servers;
using Seatrial.Flows.WebSockets;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.GraphQl;

/// <summary><c>graphql: address</c> with a query, a mutation, or a subscription to listen to.</summary>
/// <param name="transport">The connections.</param>
internal sealed class GraphQlVerb(HttpTransport transport) : IStepVerb
{
    /// <inheritdoc/>
    public string Key => "graphql";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys { get; } =
        ["query", "variables", "operationName", "headers", "cookies", "over", "init", .. ConnectionBinder.Keys];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["status", "body", "header.", "cookie.", "version", "tls", "tls."];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("An operation of GraphQL: its address, such as `'{{ shop }}/graphql'`.", HttpShapes.Text)
    {
        Keys =
        [
            new("query", new DocumentShape.Either([HttpShapes.Text, new DocumentShape.Map([new("file", HttpShapes.Text, "A file of the project.", IsRequired: true)])]), "The document: a query, a mutation or a subscription.", IsRequired: true),
            new("variables", new DocumentShape.Anything(), "The values of its variables."),
            new("operationName", HttpShapes.Text, "Which of several operations is meant."),
            .. HttpShapes.Request.Where(static key => key.Name is not "query"),
            new("over", new DocumentShape.Choice(["websocket", "sse"]), "How a subscription is listened to."),
            new("init", new DocumentShape.Anything(), "What the connection of a subscription is begun with."),
            .. HttpShapes.Connection,
        ],
    };

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        var line = HttpRequestBinder.Line(step, Key, "POST", ["POST"], context);
        GraphQlText? text = GraphQlText.Bind(step, context);
        IBoundValue? variables = step.Find("variables") is { } given ? context.Bind(given.Value) : null;
        IBoundValue? init = step.Find("init") is { } first ? context.Bind(first.Value) : null;
        string over = Over(step, context);
        GraphQlOperation? operation = text is null ? null : Operation(step, text, context);
        if (line is not var (method, address) || text is null || operation is null)
        {
            return null;
        }

        CheckVariables(step, operation, text, context);
        if (operation.Kind != "subscription" && (step.Find("over") ?? step.Find("init")) is { } only)
        {
            GraphQlDiagnostics.OnlyForSubscriptions(context, only.Key.Span, only.Key.Text, operation.Kind);
        }

        string? name = (step.Find("operationName")?.Value as DocumentNode.Scalar)?.Text;
        GraphQlBody body = new(text.Text, name, variables, text.Span);
        HttpCallPlan plan = HttpRequestBinder.Bind(step, (DocumentNode.Scalar)step.Find(Key)!.Value, method, address, context, hasQuery: false) with
        {
            Body = new HttpBody(HttpBodyKind.Json, body, []),
            Accept = "application/graphql-response+json, application/json;q=0.9",
            Summary = $"{operation.Kind} {operation.Name ?? string.Empty} {address.Text.Trim()}".Replace("  ", " ", StringComparison.Ordinal),
        };
        return operation.Kind != "subscription" ? new GraphQlAction(new HttpAction(transport, plan), plan, operation.Kind == "query")
            : over == "sse" ? GraphQlSubscription.OverEvents(transport, plan)
            : new GraphQlSubscription(new WebSocketOpener(transport, plan with { Body = HttpBody.None, Method = "GET", Accept = null, IsSocket = true }) { Subprotocols = [new FixedValue(GraphQlSubscription.Protocol, address.Span)] }, plan, body, init, transport.Time);
    }

    private static string Over(DocumentNode.Mapping step, IBindContext context)
    {
        switch (step.Find("over")?.Value)
        {
            case null:
                return "websocket";
            case DocumentNode.Scalar { Text: "sse" or "websocket" } scalar:
                return scalar.Text;
            case { } other:
                ServerDiagnostics.NotAValue(context, other.Span, "over", "`websocket` or `sse`", "over: sse");
                return "websocket";
        }
    }

    private static GraphQlOperation? Operation(DocumentNode.Mapping step, GraphQlText text, IBindContext context)
    {
        string[] names = [.. text.Operations.Select(static o => o.Name).OfType<string>()];
        switch (step.Find("operationName")?.Value)
        {
            case null when text.Operations.Length == 1:
                return text.Operations[0];
            case null:
                GraphQlDiagnostics.WhichOperation(context, text.Span, names);
                return null;
            case DocumentNode.Scalar name when text.Operations.FirstOrDefault(o => o.Name == name.Text) is { } found:
                return found;
            case { } other:
                GraphQlDiagnostics.NoSuchOperation(context, other.Span, (other as DocumentNode.Scalar)?.Text ?? other.Describe(), names);
                return null;
        }
    }

    private static void CheckVariables(DocumentNode.Mapping step, GraphQlOperation operation, GraphQlText text, IBindContext context)
    {
        DocumentNode? node = step.Find("variables")?.Value;
        if (node is DocumentNode.Scalar { Kind: not ScalarKind.Null } whole && !whole.Text.Contains("{{", StringComparison.Ordinal))
        {
            HttpDiagnostics.NotAMap(context, whole, "variables");
            return;
        }

        if (node is DocumentNode.Scalar { Kind: not ScalarKind.Null })
        {
            return;
        }

        ImmutableArray<MappingEntry> given = (node as DocumentNode.Mapping)?.Entries ?? [];
        foreach ((string name, _) in operation.Variables.Where(v => v.IsRequired && given.All(g => g.Key.Text != v.Name)))
        {
            GraphQlDiagnostics.VariableMissing(context, node?.Span ?? text.Span, name);
        }

        foreach (MappingEntry extra in given.Where(g => operation.Variables.All(v => v.Name != g.Key.Text)))
        {
            GraphQlDiagnostics.VariableUnknown(context, extra.Key.Span, extra.Key.Text, [.. operation.Variables.Select(static v => v.Name)]);
        }
    }
}
