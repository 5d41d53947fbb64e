using System.Text;
using System.Text.Json;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>Where something stands in a JSON file, by line and column.</summary>
internal static class JsonPlaces
{
    /// <summary>Where a text stops being JSON.</summary>
    public static SourceSpan Of(string file, string text, JsonException exception)
    {
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        int line = (int)Math.Clamp(exception.LineNumber ?? 0, 0, lines.Length - 1);
        byte[] before = Encoding.UTF8.GetBytes(lines[line]);
        int column = Encoding.UTF8.GetCharCount(before, 0, (int)Math.Clamp(exception.BytePositionInLine ?? 0, 0, before.Length));
        return new(file, line + 1, column + 1);
    }

    /// <summary>Where the value of a JSON pointer stands; that of the last part there is, when it leads nowhere.</summary>
    public static SourceSpan Of(string file, string text, IReadOnlyList<string> tokens)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        string before = Encoding.UTF8.GetString(bytes, 0, (int)Start(bytes, tokens));
        int lastLine = before.LastIndexOf('\n');
        return new(file, before.AsSpan().Count('\n') + 1, before.Length - lastLine);
    }

    private static long Start(byte[] bytes, IReadOnlyList<string> tokens)
    {
        Utf8JsonReader reader = new(bytes);
        reader.Read();
        long start = reader.TokenStartIndex;
        foreach (string token in tokens)
        {
            if (!Enter(ref reader, token))
            {
                break;
            }

            start = reader.TokenStartIndex;
        }

        return start;
    }

    /// <summary>Goes on to a value inside the one that begins here.</summary>
    private static bool Enter(ref Utf8JsonReader reader, string token)
    {
        JsonTokenType kind = reader.TokenType;
        if (kind is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return false;
        }

        for (int index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            bool isIt = kind == JsonTokenType.StartObject
                ? reader.ValueTextEquals(token)
                : index.ToString(System.Globalization.CultureInfo.InvariantCulture) == token;
            if (kind == JsonTokenType.StartObject)
            {
                reader.Read();
            }

            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
