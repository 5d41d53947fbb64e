using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Expectations;

/// <summary>The first few places where two JSON values differ, each with its path.</summary>
/// <param name="display">Shows values.</param>
internal sealed class JsonDifference(MatchDisplay display)
{
    private const int Most = 5;
    private const int LongestValue = 120;

    private readonly List<string> _found = [];

    /// <summary>Describes how a value differs from what was expected.</summary>
    /// <param name="expected">What was expected.</param>
    /// <param name="actual">What was there.</param>
    /// <param name="path">The path of both.</param>
    /// <param name="isSubset">Whether entries beyond the expected ones are fine.</param>
    public string Describe(JsonElement expected, JsonElement actual, string path, bool isSubset = false)
    {
        Compare(expected, actual, path, isSubset);
        IEnumerable<string> shown = _found.Count > Most ? _found.Take(Most).Append("… and more") : _found;
        return string.Join("; ", shown);
    }

    private bool IsFull => _found.Count > Most;

    private void Compare(JsonElement expected, JsonElement actual, string path, bool isSubset)
    {
        if (IsFull || JsonEquality.AreEqual(expected, actual))
        {
            return;
        }

        switch (expected.ValueKind, actual.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                CompareMaps(expected, actual, path, isSubset);
                break;
            case (JsonValueKind.Array, JsonValueKind.Array):
                CompareLists(expected, actual, path);
                break;
            default:
                _found.Add($"{path}: {Leaf(expected, actual)}");
                break;
        }
    }

    private string Leaf(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.String && actual.ValueKind == JsonValueKind.String)
        {
            string wanted = expected.GetString()!;
            string was = actual.GetString()!;
            if (Math.Max(wanted.Length, was.Length) >= TextDifference.Long)
            {
                return TextDifference.Describe(display.Mask(wanted), display.Mask(was));
            }

            string hint = string.Equals(wanted, was, StringComparison.OrdinalIgnoreCase) ? " (only the case differs)"
                : string.Equals(wanted.Trim(), was.Trim(), StringComparison.Ordinal) ? " (only white space around it differs)"
                : string.Empty;
            return $"expected {display.Show(expected)}, was {display.Show(actual)}{hint}";
        }

        string types = expected.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && TypeOf(expected) != TypeOf(actual)
            ? $", {Article(expected)}" : string.Empty;
        string actualType = types.Length > 0 && actual.ValueKind != JsonValueKind.Null ? $", {Article(actual)}" : string.Empty;
        return $"expected {display.Show(expected, LongestValue)}{types}, was {display.Show(actual, LongestValue)}{actualType}";
    }

    private void CompareMaps(JsonElement expected, JsonElement actual, string path, bool isSubset)
    {
        foreach (JsonProperty entry in expected.EnumerateObject())
        {
            string place = Member(path, entry.Name);
            if (actual.TryGetProperty(entry.Name, out JsonElement value))
            {
                Compare(entry.Value, value, place, isSubset: false);
            }
            else
            {
                Add($"{place}: missing, expected {display.Show(entry.Value, LongestValue)}");
            }
        }

        if (!isSubset)
        {
            foreach (JsonProperty entry in actual.EnumerateObject().Where(e => !expected.TryGetProperty(e.Name, out _)))
            {
                Add($"{Member(path, entry.Name)}: not expected, was {display.Show(entry.Value, LongestValue)}");
            }
        }
    }

    private void CompareLists(JsonElement expected, JsonElement actual, string path)
    {
        int wanted = expected.GetArrayLength();
        int there = actual.GetArrayLength();
        for (int i = 0; i < Math.Max(wanted, there) && !IsFull; i++)
        {
            string place = $"{path}[{i}]";
            if (i >= there)
            {
                Add($"{place}: missing, expected {display.Show(expected[i], LongestValue)}");
            }
            else if (i >= wanted)
            {
                Add($"{place}: not expected, was {display.Show(actual[i], LongestValue)}");
            }
            else
            {
                Compare(expected[i], actual[i], place, isSubset: false);
            }
        }
    }

    private void Add(string difference)
    {
        if (!IsFull)
        {
            _found.Add(difference);
        }
    }

    /// <summary>The path of a member.</summary>
    public string Member(string path, string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? $"{path}.{name}"
            : $"{path}['{display.Mask(name).Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}']";

    public static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "nothing",
    };

    public static string Article(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a map",
        _ => "nothing",
    };
}
