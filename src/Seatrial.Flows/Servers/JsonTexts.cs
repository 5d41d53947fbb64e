using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Seatrial.Flows.Servers;

/// <summary>JSON as servers and messages carry it.</summary>
internal static class JsonTexts
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter writer = new(buffer, Relaxed))
        {
            write(writer);
        }

        return JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 1000 }).RootElement;
    }

    /// <summary>The value, if the text is JSON.</summary>
    public static JsonElement? TryParse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            ReadOnlyMemory<byte> text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Bytes as a value: an object or a list where they are one as JSON, else text, else base64.</summary>
    public static void WriteBytes(Utf8JsonWriter writer, byte[] bytes)
    {
        if (TextOf(bytes) is not { } text)
        {
            writer.WriteBase64StringValue(bytes);
        }
        else if (text.AsSpan().TrimStart() is ['{' or '[', ..] && TryParse(bytes) is { } json)
        {
            json.WriteTo(writer);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    /// <summary>Bytes as text; null when they are not UTF-8.</summary>
    public static string? TextOf(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
