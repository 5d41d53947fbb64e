using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Seatrial.Flows.Rpc;

/// <summary>Numbers, texts and bytes: 64 bits as text, bytes as base64, and what is no number by its name.</summary>
internal static class ProtoScalars
{
    public static WireFormat.WireType WireTypeOf(FieldType type) => type switch
    {
        FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => WireFormat.WireType.Fixed64,
        FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => WireFormat.WireType.Fixed32,
        FieldType.String or FieldType.Bytes or FieldType.Message => WireFormat.WireType.LengthDelimited,
        _ => WireFormat.WireType.Varint,
    };

    /// <exception cref="GrpcMessageException">The value is not of the type.</exception>
    public static void Write(CodedOutputStream output, FieldType type, JsonElement json, string path)
    {
        switch (type)
        {
            case FieldType.Double:
                output.WriteDouble(Real(json, path));
                break;
            case FieldType.Float:
                output.WriteFloat(Single(json, path));
                break;
            case FieldType.Int32:
                output.WriteInt32((int)Whole(json, int.MinValue, int.MaxValue, path));
                break;
            case FieldType.SInt32:
                output.WriteSInt32((int)Whole(json, int.MinValue, int.MaxValue, path));
                break;
            case FieldType.SFixed32:
                output.WriteSFixed32((int)Whole(json, int.MinValue, int.MaxValue, path));
                break;
            case FieldType.UInt32:
                output.WriteUInt32((uint)Whole(json, uint.MinValue, uint.MaxValue, path));
                break;
            case FieldType.Fixed32:
                output.WriteFixed32((uint)Whole(json, uint.MinValue, uint.MaxValue, path));
                break;
            case FieldType.Int64:
                output.WriteInt64((long)Whole(json, long.MinValue, long.MaxValue, path));
                break;
            case FieldType.SInt64:
                output.WriteSInt64((long)Whole(json, long.MinValue, long.MaxValue, path));
                break;
            case FieldType.SFixed64:
                output.WriteSFixed64((long)Whole(json, long.MinValue, long.MaxValue, path));
                break;
            case FieldType.UInt64:
                output.WriteUInt64((ulong)Whole(json, ulong.MinValue, ulong.MaxValue, path));
                break;
            case FieldType.Fixed64:
                output.WriteFixed64((ulong)Whole(json, ulong.MinValue, ulong.MaxValue, path));
                break;
            case FieldType.Bool:
                output.WriteBool(json.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => throw Misfit(json, "true or false", path) });
                break;
            case FieldType.String:
                output.WriteString(json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Misfit(json, "a text", path));
                break;
            case FieldType.Bytes:
                output.WriteBytes(ByteString.CopyFrom(Bytes(json, path)));
                break;
            default:
                throw new GrpcMessageException(path, $"fields of the type {type} are not supported");
        }
    }

    /// <summary>Reads a value from the wire and writes it as JSON.</summary>
    public static string Read(CodedInputStream input, FieldType type) => type switch
    {
        FieldType.Double => Text(input.ReadDouble()),
        FieldType.Float => Text(input.ReadFloat()),
        FieldType.Int32 => Text(input.ReadInt32()),
        FieldType.SInt32 => Text(input.ReadSInt32()),
        FieldType.SFixed32 => Text(input.ReadSFixed32()),
        FieldType.UInt32 => Text(input.ReadUInt32()),
        FieldType.Fixed32 => Text(input.ReadFixed32()),
        FieldType.Int64 => $"\"{Text(input.ReadInt64())}\"",
        FieldType.SInt64 => $"\"{Text(input.ReadSInt64())}\"",
        FieldType.SFixed64 => $"\"{Text(input.ReadSFixed64())}\"",
        FieldType.UInt64 => $"\"{Text(input.ReadUInt64())}\"",
        FieldType.Fixed64 => $"\"{Text(input.ReadFixed64())}\"",
        FieldType.Bool => input.ReadBool() ? "true" : "false",
        FieldType.String => $"\"{JsonEncodedText.Encode(input.ReadString())}\"",
        _ => $"\"{input.ReadBytes().ToBase64()}\"",
    };

    /// <summary>What a field without presence has when nothing came.</summary>
    public static string Default(FieldType type) => type switch
    {
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 or FieldType.UInt64 or FieldType.Fixed64 => "\"0\"",
        FieldType.Bool => "false",
        FieldType.String or FieldType.Bytes => "\"\"",
        _ => "0",
    };

    private static string Text(IFormattable number) => number switch
    {
        double real when double.IsNaN(real) => "\"NaN\"",
        double real when double.IsInfinity(real) => real > 0 ? "\"Infinity\"" : "\"-Infinity\"",
        float real when float.IsNaN(real) => "\"NaN\"",
        float real when float.IsInfinity(real) => real > 0 ? "\"Infinity\"" : "\"-Infinity\"",
        double or float => number.ToString("R", CultureInfo.InvariantCulture),
        _ => number.ToString(null, CultureInfo.InvariantCulture),
    };

    /// <summary>A whole number, as JSON may write it: <c>7</c>, <c>"7"</c>, <c>7.0</c>, <c>7e0</c>.</summary>
    private static decimal Whole(JsonElement json, decimal least, decimal most, string path)
    {
        string text = NumberText(json, path);
        return decimal.TryParse(text, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out decimal number)
            && number == decimal.Truncate(number) && number >= least && number <= most
            ? number
            : throw Misfit(json, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), path);
    }

    private static double Real(JsonElement json, string path) => NumberText(json, path) switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        { } text when double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => number,
        _ => throw Misfit(json, "a number", path),
    };

    private static float Single(JsonElement json, string path)
    {
        double number = Real(json, path);
        return double.IsFinite(number) && float.IsInfinity((float)number) ? throw Misfit(json, "a number of 32 bits", path) : (float)number;
    }

    private static string NumberText(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetRawText(),
        JsonValueKind.String => json.GetString()!,
        _ => throw Misfit(json, "a number", path),
    };

    private static byte[] Bytes(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            string text = json.GetString()!.Replace('-', '+').Replace('_', '/').TrimEnd('=');
            byte[] buffer = new byte[(text.Length * 3 / 4) + 3];
            if (Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), buffer, out int length))
            {
                return buffer[..length];
            }
        }

        throw Misfit(json, "bytes as base64", path);
    }

    private static GrpcMessageException Misfit(JsonElement json, string wanted, string path) =>
        new(path, $"must be {wanted}, and is {Servers.Shown.Line(json.ValueKind == JsonValueKind.Undefined ? "nothing" : json.GetRawText(), 60)}");
}
