using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Seatrial.Core.Journal;

/// <summary>
/// Gives equal short texts of a journal one string: the names, summaries and expectations of a step stand in every one of its
/// records, and a run may have tens of thousands.
/// </summary>
/// <remarks>
/// A direct-mapped cache: a text that falls on another's place takes it over, so the pool never grows. Thread-safe without a
/// lock: a place is read and written whole, and whoever loses a race has a string of its own.
/// </remarks>
internal sealed class PooledStringConverter : JsonConverter<string>
{
    private const int Places = 4096;
    private const int LongestBytes = 160;

    private static readonly string?[] Pool = new string?[Places];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && !reader.ValueIsEscaped
            ? Find(reader.ValueSpan) ?? reader.GetString()
            : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    /// <summary>The pooled string, or null for what is not pooled: long texts, and those beyond ASCII.</summary>
    private static string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestBytes || !Ascii.IsValid(utf8))
        {
            return null;
        }

        HashCode hash = default;
        hash.AddBytes(utf8);
        ref string? place = ref Pool[(uint)hash.ToHashCode() % Places];
        string? pooled = place;
        if (pooled is not null && Ascii.Equals(utf8, pooled))
        {
            return pooled;
        }

        return place = Encoding.ASCII.GetString(utf8);
    }
}
