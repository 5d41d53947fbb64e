using System.Text.Json;

namespace Seatrial.Project.Importing.Reading;

/// <summary>Reads a JSON file that is imported.</summary>
internal static class JsonFile
{
    private const int Deepest = 64;

    public static JsonElement Read(string file, string text, string what)
    {
        try
        {
            JsonElement root = JsonElement.Parse(text.TrimStart('\uFEFF'), new JsonDocumentOptions { MaxDepth = Deepest, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return root.ValueKind == JsonValueKind.Object ? root : throw ImportErrors.NotThat(file, what, "it is no JSON object.", $"Export it again as {what}.");
        }
        catch (JsonException exception)
        {
            throw ImportErrors.NotThat(
                file,
                what,
                exception.Message.Contains("depth", StringComparison.OrdinalIgnoreCase) ? $"it is nested deeper than {Deepest} levels." : "it is no JSON.",
                $"Export it again as {what}.",
                (int)(exception.LineNumber ?? -1) + 1,
                (int)(exception.BytePositionInLine ?? -1) + 1);
        }
    }

    public static JsonElement At(this JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out JsonElement found) ? found : default;

    /// <summary>A text; null for anything else.</summary>
    public static string? Text(this JsonElement node, string name)
    {
        JsonElement found = node.At(name);
        return found.ValueKind == JsonValueKind.String ? Whole(found) : null;
    }

    /// <summary>The text of a value as a person would write it; null for nothing.</summary>
    public static string? Value(this JsonElement node, string name)
    {
        JsonElement found = node.At(name);
        return found.ValueKind switch
        {
            JsonValueKind.String => Whole(found),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => found.GetRawText(),
            _ => null,
        };
    }

    public static IEnumerable<JsonElement> Items(this JsonElement node) => node.ValueKind == JsonValueKind.Array ? node.EnumerateArray() : [];

    /// <summary>A text of JSON may hold half of a surrogate pair, and says so only when it is asked for.</summary>
    public static string? Whole(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
