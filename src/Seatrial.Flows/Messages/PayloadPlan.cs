using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Messages;

/// <summary>What is to be published.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsJson">Whether it goes as JSON.</param>
internal sealed record PayloadPlan(IBoundValue Value, bool IsJson)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The keys of which one holds what is published.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["json", "text"];

    /// <summary>How they are written.</summary>
    public static ImmutableArray<ShapeKey> Keys { get; } =
    [
        new("json", new DocumentShape.Anything(), "What is published, as JSON."),
        new("text", new DocumentShape.Anything(), "What is published, as text."),
    ];

    public string ContentType => IsJson ? "application/json" : "text/plain; charset=utf-8";

    /// <summary>Reads <c>json</c> or <c>text</c>; null after a report.</summary>
    public static PayloadPlan? Bind(VerbMap map) =>
        map.OneOf(Kinds.AsSpan()) is { } kind ? new(map.Value(kind)!, kind == "json") : null;

    public byte[] Evaluate(IFlowScope scope)
    {
        FlowValue value = Value.Evaluate(scope);
        return IsJson
            ? value.Exists ? JsonSerializer.SerializeToUtf8Bytes(value.Json, Relaxed) : "null"u8.ToArray()
            : Encoding.UTF8.GetBytes(value.ToText());
    }
}
