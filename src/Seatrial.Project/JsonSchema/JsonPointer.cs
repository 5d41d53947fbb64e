using System.Globalization;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema;

/// <summary>JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string token) => $"{pointer}/{Escape(token)}";

    public static string Append(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");

    public static string Escape(string token) =>
        token.AsSpan().ContainsAny('~', '/') ? token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal) : token;

    /// <summary>The tokens of a pointer, unescaped; null when it is none.</summary>
    public static string[]? Tokens(string pointer)
    {
        if (pointer.Length == 0)
        {
            return [];
        }

        if (pointer[0] != '/' || !IsEscaped(pointer))
        {
            return null;
        }

        return [.. pointer[1..].Split('/').Select(t => t.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    /// <summary>What a pointer points at.</summary>
    public static JsonElement? Find(JsonElement root, IEnumerable<string> tokens)
    {
        JsonElement at = root;
        foreach (string token in tokens)
        {
            switch (at.ValueKind)
            {
                case JsonValueKind.Object when at.TryGetProperty(token, out JsonElement member):
                    at = member;
                    break;
                case JsonValueKind.Array when IndexOf(token) is { } index && index < at.GetArrayLength():
                    at = at[index];
                    break;
                default:
                    return null;
            }
        }

        return at;
    }

    private static int? IndexOf(string token) =>
        (token == "0" || !token.StartsWith('0')) && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;

    private static bool IsEscaped(string pointer)
    {
        for (int at = pointer.IndexOf('~', StringComparison.Ordinal); at >= 0; at = pointer.IndexOf('~', at + 1))
        {
            if (at + 1 >= pointer.Length || pointer[at + 1] is not ('0' or '1'))
            {
                return false;
            }
        }

        return true;
    }
}
