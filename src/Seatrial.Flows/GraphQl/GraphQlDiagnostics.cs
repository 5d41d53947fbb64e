using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.GraphQl;

/// <summary>What can be wrong with a <c>graphql</c> step as written.</summary>
internal static class GraphQlDiagnostics
{
    public static void NoQuery(IBindContext context, SourceSpan span) => ServerDiagnostics.Error(
        context, "ST0650", span, "A graphql step needs a `query`: a text, or a file.", "Write for example `query: '{ items { sku } }'` or `query: { file: queries/items.graphql }`.");

    public static void Syntax(IBindContext context, SourceSpan span, string why) => ServerDiagnostics.Error(
        context, "ST0651", span, $"This is not a GraphQL document: {why}.", "Operations are `query`, `mutation` and `subscription`; fragments stand beside them.");

    public static void Expression(IBindContext context, SourceSpan span) => ServerDiagnostics.Error(
        context, "ST0652", span, "A value inside a query could change what the query does.", "Declare a variable, `query ($id: ID!) { … }`, and give its value under `variables: { id: '{{ orderId }}' }`.");

    public static void WhichOperation(IBindContext context, SourceSpan span, string[] names) => ServerDiagnostics.Error(
        context, "ST0653", span, $"The document has several operations: {string.Join(", ", names)}.", $"Say which one is meant: `operationName: {names.FirstOrDefault()}`.");

    public static void NoSuchOperation(IBindContext context, SourceSpan span, string name, string[] names) => ServerDiagnostics.Error(
        context, "ST0653", span, $"The document has no operation `{name}`.", names.Length == 0 ? "Its operation has no name: remove `operationName`, or name it." : $"It has: {string.Join(", ", names)}.");

    public static void VariableMissing(IBindContext context, SourceSpan span, string name) => ServerDiagnostics.Error(
        context, "ST0654", span, $"The variable `${name}` must have a value, and `variables` gives it none.", $"Add it: `variables: {{ {name}: … }}`.");

    public static void VariableUnknown(IBindContext context, SourceSpan span, string name, string[] known) => ServerDiagnostics.Error(
        context, "ST0654", span, $"The operation has no variable `${name}`.", known.Length == 0 ? "It has none: declare it, or remove it here." : $"It has: {string.Join(", ", known)}.");

    public static void OnlyForSubscriptions(IBindContext context, SourceSpan span, string key, string kind) => ServerDiagnostics.Error(
        context, "ST0655", span, $"`{key}` is for subscriptions, and this is a {kind}.", "Remove it.");
}
