using System.Text.Json;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;

namespace Seatrial.Telemetry.Json;

/// <summary>Reads the messages all signals share.</summary>
internal static class CommonJson
{
    internal static Resource ReadResource(ref Utf8JsonReader json)
    {
        var resource = new Resource();
        if (!OtlpJson.BeginObject(ref json))
        {
            return resource;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("attributes"u8))
            {
                OtlpJson.ReadList(ref json, resource.Attributes, ReadKeyValue);
            }
            else
            {
                json.Skip();
            }
        }

        return resource;
    }

    internal static InstrumentationScope ReadScope(ref Utf8JsonReader json)
    {
        var scope = new InstrumentationScope();
        if (!OtlpJson.BeginObject(ref json))
        {
            return scope;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("name"u8))
            {
                scope.Name = OtlpJson.ReadString(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return scope;
    }

    internal static KeyValue ReadKeyValue(ref Utf8JsonReader json)
    {
        var pair = new KeyValue();
        if (!OtlpJson.BeginObject(ref json))
        {
            return pair;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("key"u8))
            {
                pair.Key = OtlpJson.ReadString(ref json);
            }
            else if (json.ValueTextEquals("value"u8))
            {
                json.Read();
                pair.Value = ReadAnyValue(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return pair;
    }

    internal static AnyValue ReadAnyValue(ref Utf8JsonReader json)
    {
        var value = new AnyValue();
        if (!OtlpJson.BeginObject(ref json))
        {
            return value;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("stringValue"u8))
            {
                value.StringValue = OtlpJson.ReadString(ref json);
            }
            else if (json.ValueTextEquals("boolValue"u8))
            {
                value.BoolValue = OtlpJson.ReadBoolean(ref json);
            }
            else if (json.ValueTextEquals("intValue"u8))
            {
                value.IntValue = OtlpJsonNumbers.ReadInt64(ref json);
            }
            else if (json.ValueTextEquals("doubleValue"u8))
            {
                value.DoubleValue = OtlpJsonNumbers.ReadDouble(ref json);
            }
            else if (json.ValueTextEquals("bytesValue"u8))
            {
                value.BytesValue = OtlpJson.ReadBase64(ref json);
            }
            else if (json.ValueTextEquals("arrayValue"u8))
            {
                json.Read();
                value.ArrayValue = ReadArray(ref json);
            }
            else if (json.ValueTextEquals("kvlistValue"u8))
            {
                json.Read();
                value.KvlistValue = ReadMap(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return value;
    }

    private static ArrayValue ReadArray(ref Utf8JsonReader json)
    {
        var array = new ArrayValue();
        if (!OtlpJson.BeginObject(ref json))
        {
            return array;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("values"u8))
            {
                OtlpJson.ReadList(ref json, array.Values, ReadAnyValue);
            }
            else
            {
                json.Skip();
            }
        }

        return array;
    }

    private static KeyValueList ReadMap(ref Utf8JsonReader json)
    {
        var map = new KeyValueList();
        if (!OtlpJson.BeginObject(ref json))
        {
            return map;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("values"u8))
            {
                OtlpJson.ReadList(ref json, map.Values, ReadKeyValue);
            }
            else
            {
                json.Skip();
            }
        }

        return map;
    }
}
