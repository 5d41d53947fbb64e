using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Seatrial.Telemetry.Json;

/// <summary>
/// The rules OTLP/JSON has in common for all messages. It is not protobuf's JSON: ids are hexadecimal, enumerations are
/// numbers, only lowerCamelCase names count and unknown ones are skipped. As in protobuf's, <c>null</c> means absent
/// and 64-bit numbers may be texts.
/// </summary>
internal static class OtlpJson
{
    /// <summary>Deep enough for any sane attribute, shallow enough for any stack.</summary>
    internal static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="JsonException">It is not JSON, or not of the form of the message.</exception>
    internal static T ReadDocument<T>(ReadOnlySpan<byte> utf8, ReadJson<T> read)
    {
        var json = new Utf8JsonReader(utf8, Options);
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw Malformed(ref json, "an object");
            }

            var message = read(ref json);
            json.Read();
            return message;
        }
        catch (InvalidOperationException exception)
        {
            // Texts that are not UTF-8 are found only when they are read.
            throw new JsonException("A text is not valid UTF-8.", exception);
        }
    }

    /// <summary>Goes into an object.</summary>
    /// <returns>False for <c>null</c>.</returns>
    internal static bool BeginObject(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => true,
        JsonTokenType.Null => false,
        _ => throw Malformed(ref json, "an object"),
    };

    /// <summary>Goes to the next name within an object.</summary>
    /// <returns>False at its end.</returns>
    internal static bool NextName(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.PropertyName;
    }

    internal static void ReadList<T>(ref Utf8JsonReader json, RepeatedField<T> items, ReadJson<T> read)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw Malformed(ref json, "an array");
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(read(ref json));
        }
    }

    internal static string ReadString(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.String => json.GetString()!,
            JsonTokenType.Null => "",
            _ => throw Malformed(ref json, "a text"),
        };
    }

    internal static bool ReadBoolean(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw Malformed(ref json, "true or false"),
        };
    }

    /// <summary>Reads an id; its case does not matter, and a leading zero may be missing.</summary>
    internal static ByteString ReadId(ref Utf8JsonReader json)
    {
        var text = ReadString(ref json);
        if (text.Length == 0)
        {
            return ByteString.Empty;
        }

        var even = (text.Length & 1) == 0 ? text : "0" + text;
        var bytes = new byte[even.Length / 2];
        return Convert.FromHexString(even, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? UnsafeByteOperations.UnsafeWrap(bytes)
            : throw Malformed(ref json, "hexadecimal digits");
    }

    internal static ByteString ReadBase64(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return ByteString.Empty;
        }

        return json.TokenType == JsonTokenType.String && json.TryGetBytesFromBase64(out var bytes)
            ? UnsafeByteOperations.UnsafeWrap(bytes)
            : throw Malformed(ref json, "base64");
    }

    internal static JsonException Malformed(ref Utf8JsonReader json, string expected) => new(
        FormattableString.Invariant($"Expected {expected} at byte {json.TokenStartIndex}, found {json.TokenType}."));
}
