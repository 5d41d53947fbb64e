using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.JsonSchema;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>The body of a request as the text that is sent.</summary>
/// <param name="payload">The payload.</param>
/// <param name="contentType">Its content type.</param>
/// <param name="replacements">JSON pointers, and what is put there.</param>
internal sealed class OperationBody(RuntimeValue payload, string contentType, ImmutableArray<KeyValuePair<string, RuntimeValue>> replacements) : IBoundValue
{
    /// <inheritdoc/>
    public SourceSpan Span => payload.Span;

    /// <inheritdoc/>
    public string Source => payload.Source;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. payload.Names.Concat(replacements.SelectMany(static r => r.Value.Names)).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public FlowValue Evaluate(IFlowScope scope)
    {
        FlowValue value = payload.Evaluate(scope);
        foreach ((string target, RuntimeValue bound) in replacements)
        {
            FlowValue put = bound.Evaluate(scope);
            value = new(Replaced(value.Json, target, put.Json), value.IsSecret || put.IsSecret);
        }

        string text = value.Json.ValueKind is JsonValueKind.String or JsonValueKind.Undefined ? value.ToText()
            : OpenApiMediaType.Bare(contentType).Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? Form(value.Json)
            : value.Json.GetRawText();
        FlowValue body = new(JsonValues.Text(text), value.IsSecret);
        if (body.IsSecret)
        {
            scope.NoteSecret(body);
        }

        return body;
    }

    private JsonElement Replaced(JsonElement whole, string target, JsonElement put)
    {
        string[] tokens = JsonPointer.Tokens(target) ?? [];
        JsonNode? root = JsonNode.Parse(whole.ValueKind == JsonValueKind.String ? whole.GetString()! : whole.GetRawText());
        JsonNode? value = put.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(put.GetRawText());
        if (tokens.Length == 0)
        {
            return put;
        }

        JsonNode? parent = root;
        foreach (string token in tokens[..^1])
        {
            parent = parent is JsonArray list && int.TryParse(token, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int at) && at < list.Count ? list[at] : (parent as JsonObject)?[token];
        }

        switch (parent)
        {
            case JsonObject map:
                map[tokens[^1]] = value;
                break;
            case JsonArray items when int.TryParse(tokens[^1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int at) && at < items.Count:
                items[at] = value;
                break;
            default:
                throw new FlowExpressionException(Span, $"the payload has nothing at {target} to replace");
        }

        return JsonElement.Parse(root!.ToJsonString());
    }

    private static string Form(JsonElement value) => value.ValueKind != JsonValueKind.Object ? value.GetRawText()
        : string.Join('&', value.EnumerateObject()
            .SelectMany(static m => m.Value.ValueKind == JsonValueKind.Array ? m.Value.EnumerateArray().Select(i => (m.Name, Value: i)) : [(m.Name, m.Value)])
            .Select(static p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(new FlowValue(p.Value).ToText())}"));
}
