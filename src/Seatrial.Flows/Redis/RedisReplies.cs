using System.Globalization;
using System.Text.Json;
using Seatrial.Flows.Servers;
using StackExchange.Redis;

namespace Seatrial.Flows.Redis;

/// <summary>Replies as JSON: numbers, booleans, null, lists and maps as they are; a text that is a JSON object or list as that.</summary>
internal static class RedisReplies
{
    public static JsonElement ToJson(RedisResult reply) => JsonTexts.Write(writer => Write(writer, reply));

    /// <summary>The reply in a word or two, for people.</summary>
    public static string Describe(RedisResult reply) => reply.Resp3Type switch
    {
        _ when reply.IsNull => "nothing",
        ResultType.Integer or ResultType.Double or ResultType.BigInteger => "number",
        ResultType.Boolean => "boolean",
        ResultType.Array or ResultType.Set => string.Create(CultureInfo.InvariantCulture, $"list of {reply.Length}"),
        ResultType.Map => string.Create(CultureInfo.InvariantCulture, $"map of {reply.Length / 2}"),
        _ => "text",
    };

    private static void Write(Utf8JsonWriter writer, RedisResult reply)
    {
        if (reply.IsNull)
        {
            writer.WriteNullValue();
            return;
        }

        switch (reply.Resp3Type)
        {
            case ResultType.Integer or ResultType.BigInteger:
                writer.WriteRawValue(reply.ToString()!);
                break;
            case ResultType.Double when double.IsFinite((double)reply):
                writer.WriteNumberValue((double)reply);
                break;
            case ResultType.Boolean:
                writer.WriteBooleanValue((bool)reply);
                break;
            case ResultType.Map:
                WriteMap(writer, reply);
                break;
            case ResultType.Array or ResultType.Set or ResultType.Push:
                writer.WriteStartArray();
                for (int i = 0; i < reply.Length; i++)
                {
                    Write(writer, reply[i]);
                }

                writer.WriteEndArray();
                break;
            default:
                JsonTexts.WriteBytes(writer, (byte[])reply!);
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, RedisResult reply)
    {
        writer.WriteStartObject();
        for (int i = 0; i + 1 < reply.Length; i += 2)
        {
            writer.WritePropertyName(reply[i].ToString() ?? string.Empty);
            Write(writer, reply[i + 1]);
        }

        writer.WriteEndObject();
    }
}
