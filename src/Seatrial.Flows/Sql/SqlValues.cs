using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Sql;

/// <summary>Values of a database as JSON: exact numbers, ISO dates and times, bytes as base64.</summary>
internal static class SqlValues
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    public static void Write(Utf8JsonWriter writer, object? value, string type)
    {
        switch (value)
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case string text when type is "json" or "jsonb" or "JSON" && JsonTexts.TryParse(Encoding.UTF8.GetBytes(text)) is { } json:
                json.WriteTo(writer);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case Array list:
                WriteList(writer, list, type);
                break;
            default:
                writer.WriteStringValue(Text(value, type));
                break;
        }
    }

    private static string Text(object value, string type) => value switch
    {
        DateTime date when type.Equals("date", StringComparison.OrdinalIgnoreCase) => date.ToString(DateFormat, CultureInfo.InvariantCulture),
        DateTime time => time.ToString(TimestampFormat, CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString(TimestampFormat, CultureInfo.InvariantCulture),
        DateOnly date => date.ToString(DateFormat, CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    private static void WriteList(Utf8JsonWriter writer, Array list, string type)
    {
        writer.WriteStartArray();
        if (list.Rank == 1)
        {
            foreach (object? item in list)
            {
                Write(writer, item, type.Replace("[]", string.Empty, StringComparison.Ordinal));
            }
        }
        else
        {
            // Rows of rows are rare, and their shape is in the text that the query can ask for instead.
            foreach (object? item in list.Cast<object?>())
            {
                Write(writer, item, type);
            }
        }

        writer.WriteEndArray();
    }
}
