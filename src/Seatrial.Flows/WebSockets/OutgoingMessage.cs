using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.WebSockets;

/// <summary>A message to send, as written: <c>json</c>, <c>text</c>, or <c>binary</c> as base64.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Value">The value.</param>
internal sealed record OutgoingMessage(string Kind, IBoundValue Value)
{
    private const string Example = "send: { json: { subscribe: orders } }";

    /// <summary>One message, or a list of them; a plain text is a text message.</summary>
    public static OutgoingMessage[] Bind(DocumentNode.Mapping step, string key, IBindContext context) => step.Find(key)?.Value switch
    {
        null => [],
        DocumentNode.Sequence list => [.. list.Items.Select(item => Of(item, key, context)).OfType<OutgoingMessage>()],
        var one => Of(one, key, context) is { } message ? [message] : [],
    };

    /// <summary>The message with its value.</summary>
    /// <exception cref="FlowExpressionException">The value could not be evaluated, or is not base64.</exception>
    public (byte[] Payload, bool IsBinary) Evaluate(IFlowScope scope)
    {
        FlowValue value = Value.Evaluate(scope);
        switch (Kind)
        {
            case "json":
                return (value.Json.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonMarshal.GetRawUtf8Value(value.Json).ToArray(), false);
            case "binary":
                string text = value.ToText();
                byte[] bytes = new byte[text.Length];
                return Convert.TryFromBase64String(text, bytes, out int length)
                    ? (bytes[..length], true)
                    : throw new FlowExpressionException(Value.Span, "the value of `binary` is not base64");
            default:
                return (Encoding.UTF8.GetBytes(value.ToText()), false);
        }
    }

    private static OutgoingMessage? Of(DocumentNode node, string key, IBindContext context)
    {
        if (node is not DocumentNode.Mapping map)
        {
            return new OutgoingMessage("text", context.Bind(node));
        }

        VerbMap reader = new(map, key, Example, context);
        string? kind = reader.OneOf("json", "text", "binary");
        reader.Finish();
        if (kind == "binary" && reader.Node(kind) is DocumentNode.Scalar { Text: var text } scalar && !text.Contains("{{", StringComparison.Ordinal)
            && !Convert.TryFromBase64String(text, new byte[text.Length], out _))
        {
            ServerDiagnostics.NotAValue(context, scalar.Span, "binary", "bytes as base64", "binary: AQID");
        }

        return kind is null ? null : new OutgoingMessage(kind, reader.Value(kind)!);
    }
}
