using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Expectations;

/// <summary>The first few places where a value does not fit a schema, each with its path.</summary>
/// <param name="display">Shows values.</param>
internal sealed class SchemaDifference(MatchDisplay display)
{
    private const int Most = 5;
    private const int LongestValue = 120;

    /// <summary>Describes how a value does not fit; null when it does.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="actual">The value.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="JsonSchemaException">The schema cannot be applied to the value.</exception>
    public string? Describe(Schema schema, FlowValue actual, string path)
    {
        JsonSchemaResult result = schema.Evaluate(actual.Json, value => display.Show(value, LongestValue));
        if (result.IsValid)
        {
            return null;
        }

        if (actual.IsSecret)
        {
            return $"{path}: {MatchDisplay.Hidden} does not fit the schema";
        }

        IEnumerable<string> shown = result.Errors.Take(Most).Select(e => $"{PathOf(e.InstanceLocation, actual.Json, path)}: {display.Mask(e.Message)}");
        return string.Join("; ", result.Errors.Length > Most ? shown.Append("… and more") : shown);
    }

    /// <summary>The path of a JSON pointer into a value.</summary>
    public string PathOf(string pointer, JsonElement value, string path)
    {
        JsonDifference names = new(display);
        foreach (string token in JsonPointer.Tokens(pointer) ?? [])
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                value = value[int.Parse(token, CultureInfo.InvariantCulture)];
                path = $"{path}[{token}]";
            }
            else
            {
                value = value.GetProperty(token);
                path = names.Member(path, token);
            }
        }

        return path;
    }
}
