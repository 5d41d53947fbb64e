using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Writes values as YAML, in block style and single quotes. What is written is read again and compared by whoever formats it.</summary>
internal static partial class YamlText
{
    private const int Width = 80;
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",[]{}:");

    /// <summary>Writes a map.</summary>
    /// <param name="root">The map.</param>
    /// <param name="block">To which depth nothing stands on one line.</param>
    public static string Write(JsonObject root, int block = 0)
    {
        StringBuilder text = new();
        Map(root, 0, text, block * 2);
        return text.ToString();
    }

    private static void Map(JsonObject map, int indent, StringBuilder text, int block, bool isInItem = false)
    {
        bool isFirst = isInItem;
        foreach ((string key, JsonNode? value) in map)
        {
            if (!isFirst)
            {
                text.Append(' ', indent);
            }

            isFirst = false;
            text.Append(Scalar(key)).Append(':');
            Value(value, indent + 2, text, block);
        }
    }

    private static void Value(JsonNode? node, int indent, StringBuilder text, int block)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } or JsonArray { Count: > 0 } when indent > block && Inline(node) is { } inline:
                text.Append(' ').Append(inline).Append('\n');
                break;
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                Map(map, indent, text, block);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                foreach (JsonNode? item in list)
                {
                    Item(item, indent, text, block);
                }

                break;
            default:
                text.Append(' ').Append(Leaf(node)).Append('\n');
                break;
        }
    }

    private static void Item(JsonNode? item, int indent, StringBuilder text, int block)
    {
        text.Append(' ', indent).Append('-');
        if (item is JsonObject { Count: > 0 } map)
        {
            text.Append(' ');
            Map(map, indent + 2, text, block, isInItem: true);
            return;
        }

        Value(item, indent + 2, text, block);
    }

    /// <summary>Small maps and lists of single values stand on one line; null for others.</summary>
    private static string? Inline(JsonNode node)
    {
        string? text = node switch
        {
            JsonObject map when map.Count <= 2 && map.All(static e => IsSmall(e.Value)) && !map.ContainsKey("http") =>
                $"{{ {string.Join(", ", map.Select(static e => $"{InlineScalar(e.Key)}: {InlineOf(e.Value)}"))} }}",
            JsonArray list when list.All(static i => i is JsonValue or null) => $"[{string.Join(", ", list.Select(InlineOf))}]",
            _ => null,
        };
        return text is { Length: <= Width } && Tame().IsMatch(text) ? text : null;
    }

    private static bool IsSmall(JsonNode? node) => node switch
    {
        JsonObject map => map.Count <= 2 && map.All(static e => e.Value is JsonValue or null),
        JsonArray list => list.All(static i => i is JsonValue or null),
        _ => true,
    };

    private static string InlineOf(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } map => $"{{ {string.Join(", ", map.Select(static e => $"{InlineScalar(e.Key)}: {InlineOf(e.Value)}"))} }}",
        JsonArray { Count: > 0 } list => $"[{string.Join(", ", list.Select(InlineOf))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => InlineScalar(value.GetValue<string>()),
        _ => Leaf(node),
    };

    private static string Leaf(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Scalar(value.GetValue<string>()),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(value.ToJsonString()),
        _ => node.ToJsonString(),
    };

    /// <summary>YAML would take 1.10 for 1.1 and say so; the shortest form of the same number is meant.</summary>
    private static string Number(string text)
    {
        if (text.Contains('.', StringComparison.Ordinal) && !text.Contains('e', StringComparison.OrdinalIgnoreCase))
        {
            string shorter = text.TrimEnd('0');
            return shorter.EndsWith('.') ? $"{shorter}0" : shorter;
        }

        return text;
    }

    private static string InlineScalar(string text) => text.AsSpan().ContainsAny(Special) ? Quoted(text) : Scalar(text);

    private static string Scalar(string text) => Plain().IsMatch(text) && !Keyword().IsMatch(text) && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal) && !text.Contains(" *", StringComparison.Ordinal) && !text.Contains(" &", StringComparison.Ordinal) && text[^1] is not (':' or ' ') ? text : Quoted(text);

    private static string Quoted(string text)
    {
        if (!text.Any(static c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' or >= '\uFFFE'))
        {
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or (>= '\u007f' and < '\u00a0') or '\u2028' or '\u2029' or '\uFEFF' or >= '\uFFFE' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^([A-Za-z_$/][A-Za-z0-9_ $./@()\[\]{}?=&%+*;,:<>-]*|[0-9]+(ms|s|m))\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    // On one line parsers differ about what is odd.
    [GeneratedRegex(@"^[A-Za-z0-9_ $.,:/'(){}\[\]=@+-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Tame();

    [GeneratedRegex(@"^(true|false|null|yes|no|on|off|y|n)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Keyword();
}
