using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Seatrial.Project.Expressions;

/// <summary>Makes JSON values.</summary>
internal static class JsonValues
{
    public static readonly JsonElement Null = JsonDocument.Parse("null").RootElement;

    private static readonly JsonElement True = JsonDocument.Parse("true").RootElement;
    private static readonly JsonElement False = JsonDocument.Parse("false").RootElement;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Boolean(bool value) => value ? True : False;

    public static JsonElement Text(string value) => Write(writer => writer.WriteStringValue(value));

    public static JsonElement Number(decimal value) => Raw(value.ToString(CultureInfo.InvariantCulture));

    public static JsonElement Number(double value) => Raw(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The value as JSON text without white space.</summary>
    public static string Compact(JsonElement value)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter writer = new(buffer, Relaxed))
        {
            WriteTo(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A value from JSON text known to be valid.</summary>
    public static JsonElement Raw(string json) => JsonDocument.Parse(json).RootElement;

    public static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter writer = new(buffer, Relaxed))
        {
            write(writer);
        }

        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    public static void WriteTo(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteTo(writer);
        }
    }
}
