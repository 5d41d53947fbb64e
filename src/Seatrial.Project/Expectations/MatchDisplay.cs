using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Expectations;

/// <summary>Shows values to people: compact, masked before it is cut, and cut.</summary>
/// <param name="masker">What must not be shown; masking after the cut would miss a secret that was cut in two.</param>
internal sealed class MatchDisplay(Masker? masker)
{
    public const string Hidden = "***";

    private const int Longest = 300;
    private const int LongestRead = 64 * 1024;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Show(FlowValue value, int longest = Longest) => value switch
    {
        { Exists: false } => "nothing",
        { IsSecret: true } => Hidden,
        _ => Show(value.Json, longest),
    };

    public string Show(JsonElement value, int longest = Longest)
    {
        string text = Compact(value);
        return Cut(masker?.Mask(text, LongestRead) ?? text, longest);
    }

    public string Mask(string text) => masker?.Mask(text) ?? text;

    public static string Cut(string text, int longest = Longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static string Compact(JsonElement value)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(value);
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.String) || IsCompact(raw))
        {
            return Encoding.UTF8.GetString(raw);
        }

        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Relaxed))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Whether text is as it would be written again: no white space between values, and nothing in its texts that is escaped, or would be.</summary>
    private static bool IsCompact(ReadOnlySpan<byte> json)
    {
        if (json.ContainsAnyExceptInRange((byte)' ', (byte)'~') || json.Contains((byte)'\\'))
        {
            return false;
        }

        // Without a backslash each quote begins or ends a text; a blank is white space where it stands in none.
        bool isInText = false;
        foreach (byte character in json)
        {
            if (character == (byte)'"')
            {
                isInText = !isInText;
            }
            else if (character == (byte)' ' && !isInText)
            {
                return false;
            }
        }

        return true;
    }
}
