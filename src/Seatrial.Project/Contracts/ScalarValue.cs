using System.Text.Json;
using Seatrial.Project.Expressions;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Contracts;

/// <summary>A value that travelled as text, as its schema means it: a number where only a number can be meant.</summary>
internal static class ScalarValue
{
    public static JsonElement Of(string text, OpenApiSchema? schema)
    {
        IReadOnlyList<string> types = schema?.Types ?? [];
        if (types.Count == 0 || types.Contains("string", StringComparer.Ordinal))
        {
            return JsonValues.Text(text);
        }

        try
        {
            JsonElement parsed = JsonElement.Parse(text);
            return parsed.ValueKind is JsonValueKind.String ? JsonValues.Text(text) : parsed;
        }
        catch (JsonException)
        {
            return JsonValues.Text(text);
        }
    }

    /// <summary>The pairs of a form or a query, unescaped.</summary>
    public static IEnumerable<(string Name, string Value)> Pairs(string encoded) =>
        encoded.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair =>
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            return at < 0 ? (Unescape(pair), string.Empty) : (Unescape(pair[..at]), Unescape(pair[(at + 1)..]));
        });

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
