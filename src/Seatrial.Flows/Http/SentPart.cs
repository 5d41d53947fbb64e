using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>A part of a multipart body with every value known. Its content is made anew for each message that carries it.</summary>
internal sealed record SentPart(string Name, ReadOnlyMemory<byte> Bytes, string Type)
{
    private const string Made = "application/octet-stream";

    public string? FileName { get; private init; }

    /// <summary>How many bytes are made up instead.</summary>
    public long? Size { get; private init; }

    public long Length => Size ?? Bytes.Length;

    /// <exception cref="FlowExpressionException">A value could not be evaluated, or does not fit into a header.</exception>
    public static ImmutableArray<SentPart> Evaluate(ImmutableArray<HttpPart> parts, IFlowScope scope) => [.. parts.SelectMany(part => Evaluate(part, scope))];

    public static MultipartFormDataContent ToContent(ImmutableArray<SentPart> parts, string boundary)
    {
        MultipartFormDataContent content = new(boundary);
        foreach (SentPart part in parts)
        {
            HttpContent inner = part.Size is { } size ? new StreamContent(new PatternStream(size)) : new ReadOnlyMemoryContent(part.Bytes);
            inner.Headers.TryAddWithoutValidation("Content-Type", part.Type);
            // As browsers write it (WHATWG): UTF-8, with quotes and line breaks percent-encoded.
            string disposition = $"form-data; name=\"{Escape(part.Name)}\"" + (part.FileName is null ? string.Empty : $"; filename=\"{Escape(part.FileName)}\"");
            inner.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
            content.Add(inner);
        }

        return content;
    }

    /// <summary>The part in a line for people.</summary>
    public string Describe()
    {
        string what = FileName is null && Type.StartsWith("text/plain", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Bytes.Span)
            : Type == "application/json" && FileName is null ? Encoding.UTF8.GetString(Bytes.Span)
            : string.Create(CultureInfo.InvariantCulture, $"{FileName ?? "(no name)"} ({Type}, {Length} bytes)");
        return $"{Name}: {what}";
    }

    private static IEnumerable<SentPart> Evaluate(HttpPart part, IFlowScope scope)
    {
        string? fileName = Header(part.FileName, scope);
        string? type = Header(part.Type, scope);
        if (part.File is { } file)
        {
            return [new SentPart(part.Name, file.Content, type ?? file.Type) { FileName = fileName ?? file.Name }];
        }

        if (part.Size is { } size)
        {
            return [new SentPart(part.Name, default, type ?? Made) { FileName = fileName ?? part.Name, Size = size }];
        }

        JsonElement value = part.Value!.Evaluate(scope).Json;
        if (part.IsJson)
        {
            byte[] json = value.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonMarshal.GetRawUtf8Value(value).ToArray();
            return [new SentPart(part.Name, json, type ?? "application/json") { FileName = fileName }];
        }

        IEnumerable<JsonElement> items = value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => [],
            JsonValueKind.Array => value.EnumerateArray(),
            _ => [value],
        };
        return items.Select(item => new SentPart(part.Name, Encoding.UTF8.GetBytes(new FlowValue(item).ToText()), type ?? "text/plain; charset=utf-8") { FileName = fileName });
    }

    private static string? Header(IBoundValue? value, IFlowScope scope)
    {
        string? text = value?.Evaluate(scope).ToText();
        if (text is not null && text.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new FlowExpressionException(value!.Span, "the name or the type of a part holds a line break");
        }

        return text;
    }

    private static string Escape(string text) => text
        .Replace("\"", "%22", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
