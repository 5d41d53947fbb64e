using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>A place of a request where a value stands that another may take the place of.</summary>
/// <param name="Kind">Where it is.</param>
/// <param name="Name">The name it stands under; of a segment of a path the segment before it.</param>
/// <param name="Text">The value as text.</param>
/// <param name="IsText">Whether it is a text where a type counts.</param>
/// <param name="Replace">Puts another text there.</param>
internal sealed record DraftPlace(PlaceKind Kind, string Name, string Text, bool IsText, Action<string> Replace)
{
    private const int Most = 5000;

    /// <summary>Whether an expression stands there already.</summary>
    public bool IsWritten => Text.Contains("{{", StringComparison.Ordinal);

    public static IEnumerable<DraftPlace> Of(DraftStep step)
    {
        List<DraftPlace> places = [];
        for (int i = 0; i < step.Path.Count; i++)
        {
            int at = i;
            string before = step.Path.Take(i).LastOrDefault(static s => !s.Contains("{{", StringComparison.Ordinal)) ?? string.Empty;
            places.Add(new(PlaceKind.Path, i > 0 && !step.Path[i - 1].Contains("{{", StringComparison.Ordinal) ? before : string.Empty, Unescaped(step.Path[i]), true, text => step.Path[at] = text));
        }

        Add(step.Query, PlaceKind.Query);
        Add(step.Headers, PlaceKind.Header);
        Add(step.Cookies, PlaceKind.Cookie);
        if (step.Body is not null)
        {
            Body(string.Empty, step.Body, node => step.Body = node, places, 0);
        }

        return places;

        void Add(List<DraftField> fields, PlaceKind kind) => places.AddRange(fields.Select(f => new DraftPlace(kind, f.Name, f.Value, true, text => f.Value = text)));
    }

    private static string Unescaped(string segment) => segment.Contains("{{", StringComparison.Ordinal) ? segment : Uri.UnescapeDataString(segment);

    private static void Body(string name, JsonNode node, Action<JsonNode> set, List<DraftPlace> places, int depth)
    {
        if (places.Count > Most || depth > 60)
        {
            return;
        }

        switch (node)
        {
            case JsonObject map:
                foreach ((string key, JsonNode? value) in map.ToArray())
                {
                    if (value is not null)
                    {
                        Body(key, value, other => map[key] = other, places, depth + 1);
                    }
                }

                break;
            case JsonArray list:
                for (int i = 0; i < list.Count; i++)
                {
                    int at = i;
                    if (list[i] is { } item)
                    {
                        Body(name, item, other => list[at] = other, places, depth + 1);
                    }
                }

                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                bool isText = value.GetValueKind() == JsonValueKind.String;
                places.Add(new(PlaceKind.Body, name, isText ? value.GetValue<string>() : value.ToJsonString(), isText, text => set(JsonValue.Create(text)!)));
                break;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Name}");
}
