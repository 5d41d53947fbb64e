using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using OpenTelemetry.Proto.Common.V1;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>
/// Turns an OTLP value into text: lists and maps as JSON, bytes as base64, everything in the invariant culture.
/// </summary>
internal static class AnyValueText
{
    internal static string Of(AnyValue? value, int maxLength) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => SignalText.Cut(value.StringValue, maxLength),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BytesValue => Base64(value, maxLength),
        AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue => Json(value, maxLength),
        _ => "",
    };

    private static string Base64(AnyValue value, int maxLength)
    {
        // Whatever lies beyond would be cut off anyway: four characters stand for three bytes.
        var bytes = value.BytesValue.Span;
        return SignalText.Cut(Convert.ToBase64String(bytes[..Math.Min(bytes.Length, maxLength)]), maxLength);
    }

    private static string Json(AnyValue value, int maxLength)
    {
        var text = new StringBuilder();
        Append(text, value, maxLength);
        return SignalText.Cut(text.ToString(), maxLength);
    }

    private static void Append(StringBuilder text, AnyValue? value, int maxLength)
    {
        switch (value?.ValueCase)
        {
            case AnyValue.ValueOneofCase.ArrayValue:
                AppendArray(text, value.ArrayValue, maxLength);
                break;
            case AnyValue.ValueOneofCase.KvlistValue:
                AppendMap(text, value.KvlistValue, maxLength);
                break;
            case AnyValue.ValueOneofCase.StringValue or AnyValue.ValueOneofCase.BytesValue:
                AppendString(text, Of(value, maxLength));
                break;
            case AnyValue.ValueOneofCase.DoubleValue when !double.IsFinite(value.DoubleValue):
                AppendString(text, Of(value, maxLength));
                break;
            case null or AnyValue.ValueOneofCase.None:
                text.Append("null");
                break;
            default:
                text.Append(Of(value, maxLength));
                break;
        }
    }

    private static void AppendArray(StringBuilder text, ArrayValue array, int maxLength)
    {
        text.Append('[');
        for (var i = 0; i < array.Values.Count && text.Length <= maxLength; i++)
        {
            text.Append(i == 0 ? "" : ",");
            Append(text, array.Values[i], maxLength);
        }

        text.Append(']');
    }

    private static void AppendMap(StringBuilder text, KeyValueList map, int maxLength)
    {
        text.Append('{');
        for (var i = 0; i < map.Values.Count && text.Length <= maxLength; i++)
        {
            text.Append(i == 0 ? "" : ",");
            AppendString(text, SignalText.Cut(map.Values[i].Key, maxLength));
            text.Append(':');
            Append(text, map.Values[i].Value, maxLength);
        }

        text.Append('}');
    }

    private static void AppendString(StringBuilder text, string value) =>
        text.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)).Append('"');
}
