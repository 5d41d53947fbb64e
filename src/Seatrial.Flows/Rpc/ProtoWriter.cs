using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Rpc;

/// <summary>JSON to bytes, by the description of a message; the mapping is that of Protocol Buffers.</summary>
/// <param name="schema">Finds the types inside an Any.</param>
internal sealed class ProtoWriter(GrpcSchema schema)
{
    /// <exception cref="GrpcMessageException">The value does not fit.</exception>
    public byte[] Write(MessageDescriptor descriptor, JsonElement json, string path = "$", int depth = 0)
    {
        if (ProtoJson.IsSpecial(descriptor))
        {
            return ProtoJson.WriteSpecial(descriptor, json, path);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new GrpcMessageException(path, $"a {descriptor.FullName} is a map, and here is {Shown(json)}");
        }

        if (ProtoJson.IsAny(descriptor))
        {
            return WriteAny(json, path, depth);
        }

        using MemoryStream stream = new();
        using CodedOutputStream output = new(stream, leaveOpen: true);
        Dictionary<string, string> chosen = new(StringComparer.Ordinal);
        HashSet<int> seen = [];
        foreach (JsonProperty property in json.EnumerateObject())
        {
            FieldDescriptor field = Find(descriptor, property.Name, path);
            if (!seen.Add(field.FieldNumber))
            {
                throw new GrpcMessageException(ProtoJson.At(path, property.Name), "is there twice");
            }

            if (property.Value.ValueKind == JsonValueKind.Null && !TakesNull(field))
            {
                continue;
            }

            if (field.RealContainingOneof is { } oneof && !chosen.TryAdd(oneof.Name, property.Name))
            {
                throw new GrpcMessageException(path, $"has both {chosen[oneof.Name]} and {property.Name}, and of the oneof {oneof.Name} only one can be set");
            }

            WriteField(output, stream, field, property.Value, ProtoJson.At(path, property.Name), depth + 1);
        }

        output.Flush();
        return stream.ToArray();
    }

    /// <summary>The field of a name, as JSON or the file spells it.</summary>
    public static FieldDescriptor? Find(MessageDescriptor descriptor, string name) =>
        descriptor.Fields.InDeclarationOrder().FirstOrDefault(f => f.JsonName == name || f.Name == name);

    private static FieldDescriptor Find(MessageDescriptor descriptor, string name, string path)
    {
        if (Find(descriptor, name) is { } field)
        {
            return field;
        }

        string[] known = [.. descriptor.Fields.InDeclarationOrder().Select(static f => f.JsonName)];
        throw new GrpcMessageException(ProtoJson.At(path, name), $"{descriptor.FullName} has no such field; {(Nearest.To(name, known) is { } near ? $"did you mean {near}?" : $"it has {string.Join(", ", known)}")}");
    }

    private static bool TakesNull(FieldDescriptor field) =>
        !field.IsRepeated
        && ((field.FieldType == FieldType.Message && field.MessageType.FullName == "google.protobuf.Value")
            || (field.FieldType == FieldType.Enum && field.EnumType.FullName == "google.protobuf.NullValue"));

    private void WriteField(CodedOutputStream output, MemoryStream whole, FieldDescriptor field, JsonElement json, string path, int depth)
    {
        ProtoJson.Check(field, path, depth);
        if (field.IsMap)
        {
            WriteMap(output, field, json, path, depth);
        }
        else if (field.IsRepeated)
        {
            if (json.ValueKind != JsonValueKind.Array)
            {
                throw new GrpcMessageException(path, $"is a list, and here is {Shown(json)}");
            }

            int i = 0;
            foreach (JsonElement item in json.EnumerateArray())
            {
                WriteSingle(output, field, item, ProtoJson.At(path, i++), depth);
            }
        }
        else
        {
            using MemoryStream stream = new();
            using CodedOutputStream alone = new(stream, leaveOpen: true);
            WriteSingle(alone, field, json, path, depth, isTagged: false);
            alone.Flush();
            byte[] value = stream.ToArray();
            if (field.HasPresence || value.AsSpan().ContainsAnyExcept((byte)0))
            {
                // What a field has anyhow is not sent, as no other writer does.
                output.WriteTag(field.FieldNumber, ProtoScalars.WireTypeOf(field.FieldType));
                output.Flush();
                whole.Write(value);
            }
        }
    }

    private void WriteMap(CodedOutputStream output, FieldDescriptor field, JsonElement json, string path, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new GrpcMessageException(path, $"is a map, and here is {Shown(json)}");
        }

        FieldDescriptor key = field.MessageType.FindFieldByNumber(1);
        FieldDescriptor value = field.MessageType.FindFieldByNumber(2);
        foreach (JsonProperty entry in json.EnumerateObject())
        {
            string at = ProtoJson.At(path, entry.Name);
            using MemoryStream stream = new();
            using CodedOutputStream inner = new(stream, leaveOpen: true);
            JsonElement keyJson = key.FieldType == FieldType.Bool && entry.Name is "true" or "false"
                ? JsonElement.Parse(entry.Name)
                : JsonElement.Parse($"\"{JsonEncodedText.Encode(entry.Name)}\"");
            WriteSingle(inner, key, keyJson, at, depth);
            WriteSingle(inner, value, entry.Value, at, depth);
            inner.Flush();
            output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(stream.ToArray()));
        }
    }

    private void WriteSingle(CodedOutputStream output, FieldDescriptor field, JsonElement json, string path, int depth, bool isTagged = true)
    {
        ProtoJson.Check(field, path, depth);
        if (isTagged)
        {
            output.WriteTag(field.FieldNumber, ProtoScalars.WireTypeOf(field.FieldType));
        }

        switch (field.FieldType)
        {
            case FieldType.Message:
                output.WriteBytes(ByteString.CopyFrom(Write(field.MessageType, json, path, depth)));
                break;
            case FieldType.Enum:
                output.WriteEnum(NumberOf(field.EnumType, json, path));
                break;
            default:
                ProtoScalars.Write(output, field.FieldType, json, path);
                break;
        }
    }

    private static int NumberOf(EnumDescriptor type, JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Null && type.FullName == "google.protobuf.NullValue")
        {
            return 0;
        }

        if (json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out int number))
        {
            return number;
        }

        string name = json.ValueKind == JsonValueKind.String ? json.GetString()! : string.Empty;
        if (type.FindValueByName(name) is { } value)
        {
            return value.Number;
        }

        string[] known = [.. type.Values.Select(static v => v.Name)];
        throw new GrpcMessageException(path, $"{Shown(json)} is not a {type.FullName}; {(Nearest.To(name, known) is { } near ? $"did you mean {near}?" : $"it is one of {string.Join(", ", known)}")}");
    }

    private byte[] WriteAny(JsonElement json, string path, int depth)
    {
        if (!json.TryGetProperty("@type", out JsonElement type) || type.ValueKind != JsonValueKind.String)
        {
            return json.EnumerateObject().Any() ? throw new GrpcMessageException(path, "an Any says under \"@type\" what it holds") : [];
        }

        string url = type.GetString()!;
        MessageDescriptor descriptor = ProtoJson.TypeOf(url, schema) ?? throw new GrpcMessageException(path, $"the type {url} is not known");
        if (depth > ProtoJson.Deepest)
        {
            throw new GrpcMessageException(path, $"the message is nested deeper than {ProtoJson.Deepest} levels");
        }

        JsonElement inner;
        if (ProtoJson.IsSpecial(descriptor) || ProtoJson.IsAny(descriptor))
        {
            inner = json.TryGetProperty("value", out JsonElement value) ? value : throw new GrpcMessageException(path, $"an Any of {url} has its content under \"value\"");
        }
        else
        {
            inner = Servers.JsonTexts.Write(writer =>
            {
                writer.WriteStartObject();
                foreach (JsonProperty property in json.EnumerateObject().Where(static p => p.Name != "@type"))
                {
                    property.WriteTo(writer);
                }

                writer.WriteEndObject();
            });
        }

        return new Google.Protobuf.WellKnownTypes.Any { TypeUrl = url, Value = ByteString.CopyFrom(Write(descriptor, inner, path, depth + 1)) }.ToByteArray();
    }

    private static string Shown(JsonElement json) => Servers.Shown.Line(json.ValueKind == JsonValueKind.Undefined ? "nothing" : json.GetRawText(), 60);
}
