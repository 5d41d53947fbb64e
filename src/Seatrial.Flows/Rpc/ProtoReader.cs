using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Seatrial.Flows.Rpc;

/// <summary>
/// Bytes to JSON, by the description of a message; the mapping is that of Protocol Buffers. Fields that cannot be absent are there
/// with their defaults, so that an expectation can look at them; what is not described is passed over.
/// </summary>
/// <param name="schema">Finds the types inside an Any.</param>
internal sealed class ProtoReader(GrpcSchema schema)
{
    /// <exception cref="GrpcMessageException">The bytes are not such a message.</exception>
    public string Read(MessageDescriptor descriptor, byte[] bytes, string path = "$", int depth = 0)
    {
        if (ProtoJson.IsSpecial(descriptor))
        {
            return ProtoJson.ReadSpecial(descriptor, bytes, path);
        }

        try
        {
            return ProtoJson.IsAny(descriptor) ? ReadAny(bytes, path, depth) : ReadFields(descriptor, bytes, path, depth);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or ArgumentException or DecoderFallbackException)
        {
            throw new GrpcMessageException(path, $"what came is not a {descriptor.FullName}: {exception.Message}");
        }
    }

    private string ReadFields(MessageDescriptor descriptor, byte[] bytes, string path, int depth)
    {
        Dictionary<int, List<object>> values = Collect(descriptor, bytes, path, depth + 1);
        StringBuilder json = new("{");
        foreach (FieldDescriptor field in descriptor.Fields.InDeclarationOrder())
        {
            values.TryGetValue(field.FieldNumber, out List<object>? came);
            if (Text(field, came, ProtoJson.At(path, field.JsonName), depth + 1) is { } text)
            {
                json.Append(json.Length > 1 ? "," : string.Empty).Append('"').Append(JsonEncodedText.Encode(field.JsonName)).Append("\":").Append(text);
            }
        }

        return json.Append('}').ToString();
    }

    /// <summary>What came of each field: a JSON text, or the bytes of a message.</summary>
    private static Dictionary<int, List<object>> Collect(MessageDescriptor descriptor, byte[] bytes, string path, int depth)
    {
        Dictionary<int, List<object>> values = [];
        using CodedInputStream input = new(bytes);
        while (input.ReadTag() is not 0 and uint tag)
        {
            int number = WireFormat.GetTagFieldNumber(tag);
            if (descriptor.FindFieldByNumber(number) is not { } field)
            {
                input.SkipLastField();
                continue;
            }

            ProtoJson.Check(field, ProtoJson.At(path, field.JsonName), depth);
            WireFormat.WireType wire = WireFormat.GetTagWireType(tag);
            WireFormat.WireType expected = ProtoScalars.WireTypeOf(field.FieldType);
            bool isPacked = wire == WireFormat.WireType.LengthDelimited && expected != WireFormat.WireType.LengthDelimited && field.IsRepeated;
            if (wire != expected && !isPacked)
            {
                input.SkipLastField();
                continue;
            }

            if (!values.TryGetValue(number, out List<object>? list))
            {
                values[number] = list = [];
            }

            if (field.RealContainingOneof is { } oneof)
            {
                // The last one counts, and takes the others away.
                foreach (FieldDescriptor other in oneof.Fields.Where(other => other.FieldNumber != number))
                {
                    values.Remove(other.FieldNumber);
                }
            }

            if (!isPacked)
            {
                list.Add(Value(input, field));
                continue;
            }

            using CodedInputStream packed = input.ReadBytes().CreateCodedInput();
            while (!packed.IsAtEnd)
            {
                list.Add(Value(packed, field));
            }
        }

        return values;
    }

    private static object Value(CodedInputStream input, FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => input.ReadBytes().ToByteArray(),
        FieldType.Enum => Name(field.EnumType, input.ReadEnum()),
        _ => ProtoScalars.Read(input, field.FieldType),
    };

    private static string Name(EnumDescriptor type, int number) =>
        type.FullName == "google.protobuf.NullValue" ? "null"
        : type.FindValueByNumber(number) is { } value ? $"\"{value.Name}\""
        : number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A field as JSON; null when it is absent.</summary>
    private string? Text(FieldDescriptor field, List<object>? came, string path, int depth)
    {
        if (field.IsMap)
        {
            return Map(field, came ?? [], path, depth);
        }

        if (field.IsRepeated)
        {
            return $"[{string.Join(',', (came ?? []).Select((value, i) => Single(field, value, ProtoJson.At(path, i), depth)))}]";
        }

        if (came is { Count: > 0 })
        {
            // A message that comes in pieces is the pieces one after another; of all else the last one counts.
            return Single(field, field.FieldType == FieldType.Message ? came.Cast<byte[]>().SelectMany(static part => part).ToArray() : came[^1], path, depth);
        }

        return field.HasPresence ? null : field.FieldType == FieldType.Enum ? Name(field.EnumType, 0) : ProtoScalars.Default(field.FieldType);
    }

    private string Single(FieldDescriptor field, object value, string path, int depth) =>
        value is byte[] bytes ? Read(field.MessageType, bytes, path, depth) : (string)value;

    private string Map(FieldDescriptor field, List<object> entries, string path, int depth)
    {
        FieldDescriptor key = field.MessageType.FindFieldByNumber(1);
        FieldDescriptor value = field.MessageType.FindFieldByNumber(2);
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        foreach (byte[] entry in entries.Cast<byte[]>())
        {
            Dictionary<int, List<object>> parts = Collect(field.MessageType, entry, path, depth);
            string name = parts.TryGetValue(1, out List<object>? keys) ? (string)keys[^1] : ProtoScalars.Default(key.FieldType);
            string quoted = name.StartsWith('"') ? name : $"\"{name}\"";
            map[quoted] = parts.TryGetValue(2, out List<object>? values) ? Single(value, values[^1], ProtoJson.At(path, quoted), depth)
                : value.FieldType == FieldType.Message ? Read(value.MessageType, [], path, depth)
                : value.FieldType == FieldType.Enum ? Name(value.EnumType, 0)
                : ProtoScalars.Default(value.FieldType);
        }

        return $"{{{string.Join(',', map.Select(static entry => $"{entry.Key}:{entry.Value}"))}}}";
    }

    private string ReadAny(byte[] bytes, string path, int depth)
    {
        Any any = Any.Parser.ParseFrom(bytes);
        if (any.TypeUrl.Length == 0)
        {
            return "{}";
        }

        if (depth > ProtoJson.Deepest)
        {
            throw new GrpcMessageException(path, $"the message is nested deeper than {ProtoJson.Deepest} levels");
        }

        string type = $"\"@type\":\"{JsonEncodedText.Encode(any.TypeUrl)}\"";
        if (ProtoJson.TypeOf(any.TypeUrl, schema) is not { } descriptor)
        {
            return $"{{{type},\"value\":\"{any.Value.ToBase64()}\"}}";
        }

        string inner = Read(descriptor, any.Value.ToByteArray(), path, depth + 1);
        return ProtoJson.IsSpecial(descriptor) || ProtoJson.IsAny(descriptor) ? $"{{{type},\"value\":{inner}}}"
            : inner == "{}" ? $"{{{type}}}"
            : $"{{{type},{inner[1..]}";
    }
}
