using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>A single value of an answer's JSON.</summary>
/// <param name="Subject">Where it is: a JSONPath.</param>
/// <param name="Name">The name it stands under; of an item of a list that of the list.</param>
/// <param name="Holder">The name of the list or map around it; empty for the answer itself.</param>
/// <param name="Text">The value as text.</param>
/// <param name="IsText">Whether it is a text, and no number.</param>
/// <param name="Depth">How deep it stands.</param>
/// <param name="IsInList">Whether it belongs to an item of a list.</param>
internal sealed partial record AnswerLeaf(string Subject, string Name, string Holder, string Text, bool IsText, int Depth, bool IsInList)
{
    private const int Most = 4000;
    private const int FirstItems = 200;
    private static readonly string[] Telling = ["name", "title", "label", "slug", "sku", "code", "email", "username", "login"];

    public static List<AnswerLeaf> Of(JsonNode? answer)
    {
        List<AnswerLeaf> leaves = [];
        Collect(answer, new("$", string.Empty, string.Empty, string.Empty, true, 0, IsInList: false), leaves);
        return leaves;
    }

    /// <summary>A JSONPath one member deeper.</summary>
    public static string Member(string path, string name) => Shorthand().IsMatch(name)
        ? $"{path}.{name}"
        : $"{path}['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    private static void Collect(JsonNode? node, AnswerLeaf at, List<AnswerLeaf> leaves)
    {
        if (leaves.Count >= Most || at.Depth > 40)
        {
            return;
        }

        switch (node)
        {
            case JsonObject map:
                foreach ((string key, JsonNode? value) in map)
                {
                    if (!key.Any(char.IsControl))
                    {
                        Collect(value, at with { Subject = Member(at.Subject, key), Name = key, Holder = at.IsInList && at.Name.Length > 0 ? at.Name : at.Depth == 0 ? string.Empty : at.Name, Depth = at.Depth + 1 }, leaves);
                    }
                }

                break;
            case JsonArray list:
                for (int i = 0; i < Math.Min(list.Count, FirstItems); i++)
                {
                    Collect(list[i], at with { Subject = at.Subject + Selector(list, i), Depth = at.Depth + 1, IsInList = true }, leaves);
                }

                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                bool isText = value.GetValueKind() == JsonValueKind.String;
                leaves.Add(at with { Text = isText ? value.GetValue<string>() : value.ToJsonString(), IsText = isText });
                break;
        }
    }

    /// <summary>The first item is any item; another is found by what people call it, or else by its place.</summary>
    private static string Selector(JsonArray list, int at)
    {
        if (at > 0 && list[at] is JsonObject item)
        {
            foreach (string name in Telling)
            {
                if (TextOf(item, name) is { } text && !text.AsSpan().ContainsAny('\'', '\\') && !text.Any(char.IsControl) && !ValueSigns.IsSecretText(text) && list.OfType<JsonObject>().Count(o => TextOf(o, name) == text) == 1)
                {
                    return $"[?@.{name} == '{text}']";
                }
            }
        }

        return $"[{at.ToString(System.Globalization.CultureInfo.InvariantCulture)}]";
    }

    private static string? TextOf(JsonObject item, string name) =>
        item[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 and < 60 } text && !text.Contains("{{", StringComparison.Ordinal) ? text : null;

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Shorthand();
}
