using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Seatrial.Flows.Rpc;

/// <summary>What the two directions of the JSON mapping of Protocol Buffers have in common.</summary>
internal static class ProtoJson
{
    public const int Deepest = 100;

    /// <summary>Google's types with a JSON form of their own; Google's code reads and writes it.</summary>
    private static readonly FrozenDictionary<string, MessageDescriptor> Special = new[]
    {
        Timestamp.Descriptor, Duration.Descriptor, FieldMask.Descriptor, Struct.Descriptor, Value.Descriptor, ListValue.Descriptor,
        DoubleValue.Descriptor, FloatValue.Descriptor, Int64Value.Descriptor, UInt64Value.Descriptor, Int32Value.Descriptor,
        UInt32Value.Descriptor, BoolValue.Descriptor, StringValue.Descriptor, BytesValue.Descriptor,
    }.ToFrozenDictionary(static descriptor => descriptor.FullName, StringComparer.Ordinal);

    public static bool IsSpecial(MessageDescriptor descriptor) => Special.ContainsKey(descriptor.FullName);

    public static bool IsAny(MessageDescriptor descriptor) => descriptor.FullName == "google.protobuf.Any";

    /// <exception cref="GrpcMessageException">The value is not of that form.</exception>
    public static byte[] WriteSpecial(MessageDescriptor descriptor, JsonElement json, string path)
    {
        try
        {
            return JsonParser.Default.Parse(json.GetRawText(), Special[descriptor.FullName]).ToByteArray();
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new GrpcMessageException(path, $"{json.GetRawText()} is not a {descriptor.FullName}: {exception.Message}");
        }
    }

    /// <exception cref="GrpcMessageException">The bytes are none, or have no JSON form.</exception>
    public static string ReadSpecial(MessageDescriptor descriptor, byte[] bytes, string path)
    {
        try
        {
            return JsonFormatter.Default.Format(Special[descriptor.FullName].Parser.ParseFrom(bytes));
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidOperationException or ArgumentException)
        {
            throw new GrpcMessageException(path, $"what came is not a {descriptor.FullName}: {exception.Message}");
        }
    }

    public static string At(string path, string name) => $"{path}.{name}";

    public static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <exception cref="GrpcMessageException">It is nested too deep, or holds a group.</exception>
    public static void Check(FieldDescriptor field, string path, int depth)
    {
        if (field.FieldType == FieldType.Group)
        {
            throw new GrpcMessageException(path, "groups are not supported: proto2 gave them up, too");
        }

        if (depth > Deepest)
        {
            throw new GrpcMessageException(path, $"the message is nested deeper than {Deepest} levels");
        }
    }

    /// <summary>The type that the address of an Any names; null when it is not known.</summary>
    public static MessageDescriptor? TypeOf(string url, GrpcSchema schema)
    {
        string name = url[(url.LastIndexOf('/') + 1)..];
        return schema.Message(name) ?? Special.GetValueOrDefault(name) ?? ProtoFiles.ErrorDetails.Message(name);
    }
}
