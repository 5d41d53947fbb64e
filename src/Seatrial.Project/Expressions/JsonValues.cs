using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Expressions;

/// <summary>Makes JSON values.</summary>
internal static class JsonValues
{
    public static readonly JsonElement Null = JsonDocument.Parse("null").RootElement;

    private static readonly JsonElement True = JsonDocument.Parse("true").RootElement;
    private static readonly JsonElement False = JsonDocument.Parse("false").RootElement;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement Boolean(bool value) => value ? True : False;

    public static JsonElement Text(string value) => JsonSerializer.SerializeToElement(value, JsonPathJson.Default.String);

    public static JsonElement Number(decimal value) => Raw(value.ToString(CultureInfo.InvariantCulture));

    public static JsonElement Number(double value) => Raw(value.ToString("R", CultureInfo.InvariantCulture));

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
