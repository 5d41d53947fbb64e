using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Expectations;

/// <summary>The smallest account of how two values differ.</summary>
internal static class Differences
{
    private const int Most = 5;
    private const int LongText = 60;

    public static string Of(FlowValue expected, FlowValue actual)
    {
        if (expected.IsSecret || actual.IsSecret)
        {
            return "it is another value (secret)";
        }

        if (expected.Json.ValueKind == actual.Json.ValueKind && actual.Json.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            List<string> found = [];
            Collect("$", expected.Json, actual.Json, found);
            string more = found.Count > Most ? string.Create(CultureInfo.InvariantCulture, $", and {found.Count - Most} more") : string.Empty;
            return string.Join("; ", found.Take(Most)) + more;
        }

        if (expected.Json.ValueKind == JsonValueKind.String && actual.Json.ValueKind == JsonValueKind.String)
        {
            return OfTexts(expected.Json.GetString()!, actual.Json.GetString()!);
        }

        return $"it is {MatcherText.Show(actual)}{(expected.ToText() == actual.ToText() ? $", {Kind(actual.Json)}, not {Kind(expected.Json)}" : string.Empty)}";
    }

    private static string OfTexts(string expected, string actual)
    {
        if (Math.Max(expected.Length, actual.Length) <= LongText)
        {
            return $"it is {MatcherText.Quote(actual)}";
        }

        int at = expected.AsSpan().CommonPrefixLength(actual);
        int from = Math.Max(0, at - 10);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"they part at character {at + 1}: expected \u2026{MatcherText.Quote(Part(expected, from))}, got \u2026{MatcherText.Quote(Part(actual, from))}");
    }

    private static string Part(string text, int from) => text.Substring(Math.Min(from, text.Length), Math.Min(40, Math.Max(0, text.Length - from)));

    private static void Collect(string path, JsonElement expected, JsonElement actual, List<string> found)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in expected.EnumerateObject())
            {
                if (actual.TryGetProperty(member.Name, out JsonElement other))
                {
                    Collect($"{path}.{member.Name}", member.Value, other, found);
                }
                else
                {
                    found.Add($"{path}.{member.Name} is missing");
                }
            }

            found.AddRange(actual.EnumerateObject().Where(m => !expected.TryGetProperty(m.Name, out _)).Select(m => $"{path}.{m.Name} is too much"));
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            CollectItems(path, expected, actual, found);
        }
        else if (!JsonEquality.AreEqual(expected, actual))
        {
            found.Add($"{path} is {MatcherText.Show(new(actual))}, expected {MatcherText.Show(new(expected))}");
        }
    }

    private static void CollectItems(string path, JsonElement expected, JsonElement actual, List<string> found)
    {
        int shared = Math.Min(expected.GetArrayLength(), actual.GetArrayLength());
        for (int i = 0; i < shared && found.Count <= Most; i++)
        {
            Collect(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), expected[i], actual[i], found);
        }

        if (expected.GetArrayLength() != actual.GetArrayLength())
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{path} has {actual.GetArrayLength()} elements, expected {expected.GetArrayLength()}"));
        }
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        _ => "another type",
    };
}
