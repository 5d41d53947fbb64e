using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Project.Expressions;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Contracts;

/// <summary>Reads what a request or an answer says for a parameter, by its style, into the value its schema describes.</summary>
/// <param name="parameter">The parameter.</param>
internal sealed class ParameterValue(OpenApiParameter parameter)
{
    private OpenApiSchema? Schema => parameter.Schema;

    private bool IsList => Schema?.Types.Contains("array", StringComparer.Ordinal) ?? false;

    private bool IsObject => Schema?.Types.Contains("object", StringComparer.Ordinal) ?? false;

    /// <summary>From a segment of the path, still escaped.</summary>
    public JsonElement? FromPath(string segment)
    {
        switch (parameter.Style)
        {
            case "label" when segment.StartsWith('.'):
                return FromText(segment[1..], parameter.IsExploded ? '.' : ',', Unescape);
            case "matrix" when segment.StartsWith(';'):
                return FromPairs([.. segment[1..].Split(';').Select(Pair)]);
            default:
                return FromText(segment, ',', Unescape);
        }
    }

    /// <summary>From a header.</summary>
    public JsonElement? FromHeader(string text) => FromText(text, ',', static part => part.Trim());

    /// <summary>From the pairs of a query, a form or a cookie header, unescaped; null when they have nothing for it.</summary>
    public JsonElement? FromPairs(ImmutableArray<(string Name, string Value)> pairs)
    {
        string name = parameter.Name;
        if (parameter.Style == "deepObject")
        {
            var members = pairs.Where(p => p.Name.StartsWith($"{name}[", StringComparison.Ordinal) && p.Name.EndsWith(']'))
                .Select(p => (p.Name[(name.Length + 1)..^1], p.Value)).ToArray();
            return members.Length == 0 ? null : Object(members);
        }

        if (IsObject && parameter.IsExploded)
        {
            var members = pairs.Where(p => Schema!.Property(p.Name) is not null).ToArray();
            return members.Length == 0 ? null : Object(members);
        }

        string[] values = [.. pairs.Where(p => p.Name == name).Select(static p => p.Value)];
        if (values.Length == 0)
        {
            return null;
        }

        char separator = parameter.Style switch { "spaceDelimited" => ' ', "pipeDelimited" => '|', _ => ',' };
        return IsList && parameter.IsExploded ? List(values)
            : values.Length > 1 && !IsList ? List(values)
            : FromText(values[0], separator, static part => part);
    }

    private JsonElement? FromText(string text, char separator, Func<string, string> unescape)
    {
        if (parameter.Content is [{ Range: var range }, ..])
        {
            return OpenApiMediaType.IsJson(range) ? Parsed(unescape(text)) : JsonValues.Text(unescape(text));
        }

        if (IsList)
        {
            return List(text.Length == 0 ? [] : [.. text.Split(separator).Select(unescape)]);
        }

        if (!IsObject)
        {
            return ScalarValue.Of(unescape(text), Schema);
        }

        string[] parts = text.Split(separator);
        return parameter.IsExploded
            ? Object([.. parts.Select(Pair)])
            : Object([.. parts.Chunk(2).Where(static p => p.Length == 2).Select(p => (unescape(p[0]), unescape(p[1])))]);
    }

    private JsonElement List(IReadOnlyList<string> values) => JsonValues.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (string value in values)
        {
            ScalarValue.Of(value, Schema?.Items).WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    private JsonElement Object(IReadOnlyList<(string Name, string Value)> members) => JsonValues.Write(writer =>
    {
        writer.WriteStartObject();
        foreach ((string name, string value) in members)
        {
            writer.WritePropertyName(name);
            ScalarValue.Of(value, Schema?.Property(name)).WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    private static JsonElement Parsed(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            // What is no JSON is held to the schema as the text it is.
            return JsonValues.Text(text);
        }
    }

    private static (string Name, string Value) Pair(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (Unescape(text), string.Empty) : (Unescape(text[..at]), Unescape(text[(at + 1)..]));
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text);
}
