using System.Text.Json;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Seatrial.Telemetry.Json;

/// <summary>Reads requests with spans.</summary>
internal static class TraceJson
{
    /// <exception cref="JsonException">It is not JSON, or not of the form of the message.</exception>
    internal static ExportTraceServiceRequest Read(ReadOnlySpan<byte> utf8) => OtlpJson.ReadDocument(utf8, ReadRequest);

    private static ExportTraceServiceRequest ReadRequest(ref Utf8JsonReader json)
    {
        var message = new ExportTraceServiceRequest();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("resourceSpans"u8))
            {
                OtlpJson.ReadList(ref json, message.ResourceSpans, ReadResourceSpans);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static ResourceSpans ReadResourceSpans(ref Utf8JsonReader json)
    {
        var message = new ResourceSpans();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("resource"u8))
            {
                json.Read();
                message.Resource = CommonJson.ReadResource(ref json);
            }
            else if (json.ValueTextEquals("scopeSpans"u8))
            {
                OtlpJson.ReadList(ref json, message.ScopeSpans, ReadScopeSpans);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static ScopeSpans ReadScopeSpans(ref Utf8JsonReader json)
    {
        var message = new ScopeSpans();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("spans"u8))
            {
                OtlpJson.ReadList(ref json, message.Spans, ReadSpan);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static Span ReadSpan(ref Utf8JsonReader json)
    {
        var message = new Span();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("traceId"u8))
            {
                message.TraceId = OtlpJson.ReadId(ref json);
            }
            else if (json.ValueTextEquals("spanId"u8))
            {
                message.SpanId = OtlpJson.ReadId(ref json);
            }
            else if (json.ValueTextEquals("parentSpanId"u8))
            {
                message.ParentSpanId = OtlpJson.ReadId(ref json);
            }
            else if (json.ValueTextEquals("name"u8))
            {
                message.Name = OtlpJson.ReadString(ref json);
            }
            else if (json.ValueTextEquals("kind"u8))
            {
                message.Kind = (Span.Types.SpanKind)OtlpJsonNumbers.ReadEnum(ref json);
            }
            else if (json.ValueTextEquals("startTimeUnixNano"u8))
            {
                message.StartTimeUnixNano = OtlpJsonNumbers.ReadUInt64(ref json);
            }
            else if (json.ValueTextEquals("endTimeUnixNano"u8))
            {
                message.EndTimeUnixNano = OtlpJsonNumbers.ReadUInt64(ref json);
            }
            else if (!TryReadParts(ref json, message))
            {
                json.Skip();
            }
        }

        return message;
    }

    private static bool TryReadParts(ref Utf8JsonReader json, Span message)
    {
        if (json.ValueTextEquals("attributes"u8))
        {
            OtlpJson.ReadList(ref json, message.Attributes, CommonJson.ReadKeyValue);
        }
        else if (json.ValueTextEquals("events"u8))
        {
            OtlpJson.ReadList(ref json, message.Events, ReadEvent);
        }
        else if (json.ValueTextEquals("links"u8))
        {
            OtlpJson.ReadList(ref json, message.Links, ReadLink);
        }
        else if (json.ValueTextEquals("status"u8))
        {
            json.Read();
            message.Status = ReadStatus(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static Span.Types.Event ReadEvent(ref Utf8JsonReader json)
    {
        var message = new Span.Types.Event();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("name"u8))
            {
                message.Name = OtlpJson.ReadString(ref json);
            }
            else if (json.ValueTextEquals("attributes"u8))
            {
                OtlpJson.ReadList(ref json, message.Attributes, CommonJson.ReadKeyValue);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static Span.Types.Link ReadLink(ref Utf8JsonReader json)
    {
        var message = new Span.Types.Link();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("traceId"u8))
            {
                message.TraceId = OtlpJson.ReadId(ref json);
            }
            else if (json.ValueTextEquals("spanId"u8))
            {
                message.SpanId = OtlpJson.ReadId(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static Status ReadStatus(ref Utf8JsonReader json)
    {
        var message = new Status();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("message"u8))
            {
                message.Message = OtlpJson.ReadString(ref json);
            }
            else if (json.ValueTextEquals("code"u8))
            {
                message.Code = (Status.Types.StatusCode)OtlpJsonNumbers.ReadEnum(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }
}
