using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Seatrial.Telemetry.Json;

/// <summary>Numbers in OTLP/JSON: as numbers or as texts, whole ones also in the form <c>1e3</c> or <c>5.0</c>.</summary>
internal static class OtlpJsonNumbers
{
    private const int LongestNumber = 64;

    internal static ulong ReadUInt64(ref Utf8JsonReader json)
    {
        Span<byte> buffer = stackalloc byte[LongestNumber];
        ReadOnlySpan<byte> text = buffer[..NextNumber(ref json, buffer)];
        if (text.IsEmpty)
        {
            return 0;
        }

        if (Utf8Parser.TryParse(text, out ulong value, out var used) && used == text.Length)
        {
            return value;
        }

        var number = ParseDecimal(ref json, text);
        return number is >= 0 and <= ulong.MaxValue && decimal.IsInteger(number)
            ? (ulong)number
            : throw OtlpJson.Malformed(ref json, "a whole number");
    }

    internal static long ReadInt64(ref Utf8JsonReader json)
    {
        Span<byte> buffer = stackalloc byte[LongestNumber];
        ReadOnlySpan<byte> text = buffer[..NextNumber(ref json, buffer)];
        if (text.IsEmpty)
        {
            return 0;
        }

        if (Utf8Parser.TryParse(text, out long value, out var used) && used == text.Length)
        {
            return value;
        }

        var number = ParseDecimal(ref json, text);
        return number is >= long.MinValue and <= long.MaxValue && decimal.IsInteger(number)
            ? (long)number
            : throw OtlpJson.Malformed(ref json, "a whole number");
    }

    internal static double ReadDouble(ref Utf8JsonReader json)
    {
        Span<byte> buffer = stackalloc byte[LongestNumber];
        ReadOnlySpan<byte> text = buffer[..NextNumber(ref json, buffer)];
        if (text.IsEmpty)
        {
            return 0;
        }

        // "NaN", "Infinity" and "-Infinity" are protobuf's words, and the invariant culture's.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw OtlpJson.Malformed(ref json, "a number");
    }

    /// <summary>Reads an enumeration: numbers only, as OTLP/JSON demands.</summary>
    internal static int ReadEnum(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.Null => 0,
            JsonTokenType.Number when json.TryGetInt32(out var value) => value,
            _ => throw OtlpJson.Malformed(ref json, "the number of an enumeration"),
        };
    }

    private static int NextNumber(ref Utf8JsonReader json, scoped Span<byte> buffer)
    {
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return 0;
            case JsonTokenType.Number when json.ValueSpan.Length <= LongestNumber:
                json.ValueSpan.CopyTo(buffer);
                return json.ValueSpan.Length;
            case JsonTokenType.String when json.ValueSpan.Length is > 0 and <= LongestNumber:
                return json.CopyString(buffer);
            default:
                throw OtlpJson.Malformed(ref json, "a number");
        }
    }

    private static decimal ParseDecimal(ref Utf8JsonReader json, scoped ReadOnlySpan<byte> text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw OtlpJson.Malformed(ref json, "a whole number");
}
