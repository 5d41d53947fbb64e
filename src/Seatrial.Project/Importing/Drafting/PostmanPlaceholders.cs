using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Seatrial.Project.Importing.Reading;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Puts values in the place of what only says a type, such as <c>&lt;long&gt;</c>: collections that programs make of API descriptions are full of it.</summary>
/// <remarks>A value that the collection's saved examples give under the same name goes before one that is made up; under one name there is one value.</remarks>
internal sealed partial class PostmanPlaceholders
{
    private const int Deepest = 48;
    private const char Mark = '\uE002';
    private readonly ProjectDraft _project;
    private readonly Dictionary<string, JsonValue> _examples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);

    public PostmanPlaceholders(ProjectDraft project, PostmanCollection collection)
    {
        _project = project;
        foreach (PostmanRequest item in collection.Requests)
        {
            IsGenerated |= Placeholder().IsMatch(item.Request.ValueKind == JsonValueKind.Object ? item.Request.GetRawText() : string.Empty) || Placeholder().IsMatch(item.Example ?? string.Empty);
            Learn(string.Empty, ExchangeDrafts.Parse(item.Example), 0);
        }
    }

    /// <summary>Whether a program made the collection: it names types where people write values.</summary>
    public bool IsGenerated { get; }

    /// <summary>Whether a text says a type and no value.</summary>
    public static bool IsOne(string text) => Whole().IsMatch(text);

    /// <summary>A segment of a path that is still to be filled; its parameter's name goes with it.</summary>
    public static string Hole(string name, string placeholder) => $"{Mark}{name}{Mark}{placeholder}";

    /// <summary>The name and the placeholder of a segment that is still to be filled; null when it is filled.</summary>
    public static (string Name, string Placeholder)? HoleOf(string segment) =>
        segment.StartsWith(Mark) && segment.Split(Mark) is [_, var name, var placeholder] ? (name, placeholder) : null;

    public void Fill(DraftStep step)
    {
        for (int i = 0; i < step.Path.Count; i++)
        {
            if (HoleOf(step.Path[i]) is { } hole)
            {
                step.Path[i] = Escaped(Text(hole.Name, hole.Placeholder));
            }
        }

        foreach (List<DraftField> fields in (List<DraftField>[])[step.Query, step.Headers, step.Cookies])
        {
            for (int i = fields.Count - 1; i >= 0; i--)
            {
                DraftField field = fields[i];
                if (!IsOne(field.Value))
                {
                    continue;
                }

                // A list is shown with two of the same: one says as much.
                if (fields.Take(i).Any(f => f.Name == field.Name && f.Value == field.Value))
                {
                    fields.RemoveAt(i);
                    continue;
                }

                field.Value = ValueSigns.IsSecretName(field.Name) ? Secret(field.Name) : Text(field.Name, field.Value);
            }
        }

        step.Body = step.Body is { } body ? Filled(string.Empty, body, step.BodyKey == "json", 0) : null;
    }

    private JsonNode? Filled(string name, JsonNode? node, bool isTyped, int depth)
    {
        switch (node)
        {
            case JsonObject map when depth < Deepest:
                return new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Filled(m.Key, m.Value, isTyped, depth + 1))));
            case JsonArray list when depth < Deepest:
                JsonNode?[] items = [.. list.Select(i => Filled(DraftNames.Singular(name), i, isTyped, depth + 1))];
                bool isOneOfMany = items.Length > 1 && items.Skip(1).All(i => JsonNode.DeepEquals(i, items[0])) && !JsonNode.DeepEquals(items[0], list[0]);
                return new JsonArray(isOneOfMany ? items[..1] : items);
            case JsonValue leaf when leaf.GetValueKind() == JsonValueKind.String && leaf.GetValue<string>() is var text && IsOne(text):
                return text is "<string>" or "<password>" && ValueSigns.IsSecretName(name) ? JsonValue.Create(Secret(name))
                    : isTyped ? Value(name, text)
                    : JsonValue.Create(Text(name, text));
            default:
                return node?.DeepClone();
        }
    }

    private string Text(string name, string placeholder) => Value(name, placeholder) is var value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private JsonValue Value(string name, string placeholder)
    {
        string type = placeholder.Trim('<', '>').ToUpperInvariant();
        JsonValue made = type switch
        {
            "INTEGER" or "LONG" or "INT32" or "INT64" or "NUMBER" or "FLOAT" or "DOUBLE" => JsonValue.Create(1),
            "BOOLEAN" => JsonValue.Create(true),
            "DATE" => JsonValue.Create("2030-01-15"),
            "DATETIME" or "DATE-TIME" => JsonValue.Create("2030-01-15T09:30:00Z"),
            "TIME" => JsonValue.Create("09:30:00Z"),
            "DURATION" => JsonValue.Create("PT1H"),
            "UUID" => JsonValue.Create("{{ uuid() }}"),
            "EMAIL" => JsonValue.Create("sea.trial@example.com"),
            "URI" or "URL" => JsonValue.Create("https://example.com/"),
            "HOSTNAME" => JsonValue.Create("example.com"),
            "IPV4" => JsonValue.Create("192.0.2.1"),
            "IPV6" => JsonValue.Create("2001:db8::1"),
            "BYTE" or "BASE64" => JsonValue.Create("c2VhIHRyaWFs"),
            _ => JsonValue.Create(name.Contains("email", StringComparison.OrdinalIgnoreCase) ? "sea.trial@example.com" : $"Trial {DraftNames.Dashed(name).Replace('-', ' ')}".TrimEnd()),
        };
        return _examples.TryGetValue(name, out JsonValue? example) && Kind(example) == Kind(made) && type is not "UUID" ? (JsonValue)example.DeepClone() : made;
    }

    private static JsonValueKind Kind(JsonValue value) => value.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : value.GetValueKind();

    private static string Escaped(string text) => text.Contains("{{", StringComparison.Ordinal) ? text : Uri.EscapeDataString(text);

    private string Secret(string name)
    {
        if (!_secrets.TryGetValue(name, out string? secret))
        {
            _secrets[name] = secret = _project.Secret(name, null);
        }

        return $"{{{{ {secret} }}}}";
    }

    /// <summary>What stands in examples is a value a thing may have; an id of one is no other's.</summary>
    private void Learn(string name, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject map when depth < Deepest:
                foreach ((string key, JsonNode? value) in map)
                {
                    Learn(key, value, depth + 1);
                }

                break;
            case JsonArray list when depth < Deepest:
                foreach (JsonNode? item in list)
                {
                    Learn(DraftNames.Singular(name), item, depth + 1);
                }

                break;
            case JsonValue leaf when name.Length > 0 && !ValueSigns.IsIdName(name) && !ValueSigns.IsSecretName(name):
                bool isTelling = leaf.GetValueKind() != JsonValueKind.String || (leaf.GetValue<string>() is { Length: > 0 and < 200 } text && !IsOne(text) && !text.Contains("{{", StringComparison.Ordinal) && !ValueSigns.IsSecretText(text));
                if (isTelling)
                {
                    _examples.TryAdd(name, leaf);
                }

                break;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_examples.Count} examples");

    [GeneratedRegex("^<(string|password|integer|int32|int64|long|number|float|double|boolean|date|date-?time|time|duration|uuid|email|uri|url|hostname|ipv4|ipv6|byte|base64|binary)>$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex("\"(<|\\\\u003[cC])(string|integer|long|number|float|double|boolean|date|dateTime|uuid|email|uri)(>|\\\\u003[eE])\\\\?\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
