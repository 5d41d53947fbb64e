using System.Text.Json;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Seatrial.Telemetry.Json;

/// <summary>Reads requests with log records.</summary>
internal static class LogsJson
{
    /// <exception cref="JsonException">It is not JSON, or not of the form of the message.</exception>
    internal static ExportLogsServiceRequest Read(ReadOnlySpan<byte> utf8) => OtlpJson.ReadDocument(utf8, ReadRequest);

    private static ExportLogsServiceRequest ReadRequest(ref Utf8JsonReader json)
    {
        var message = new ExportLogsServiceRequest();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("resourceLogs"u8))
            {
                OtlpJson.ReadList(ref json, message.ResourceLogs, ReadResourceLogs);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static ResourceLogs ReadResourceLogs(ref Utf8JsonReader json)
    {
        var message = new ResourceLogs();
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
            else if (json.ValueTextEquals("scopeLogs"u8))
            {
                OtlpJson.ReadList(ref json, message.ScopeLogs, ReadScopeLogs);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static ScopeLogs ReadScopeLogs(ref Utf8JsonReader json)
    {
        var message = new ScopeLogs();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("scope"u8))
            {
                json.Read();
                message.Scope = CommonJson.ReadScope(ref json);
            }
            else if (json.ValueTextEquals("logRecords"u8))
            {
                OtlpJson.ReadList(ref json, message.LogRecords, ReadLogRecord);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static LogRecord ReadLogRecord(ref Utf8JsonReader json)
    {
        var message = new LogRecord();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("timeUnixNano"u8))
            {
                message.TimeUnixNano = OtlpJsonNumbers.ReadUInt64(ref json);
            }
            else if (json.ValueTextEquals("observedTimeUnixNano"u8))
            {
                message.ObservedTimeUnixNano = OtlpJsonNumbers.ReadUInt64(ref json);
            }
            else if (json.ValueTextEquals("severityNumber"u8))
            {
                message.SeverityNumber = OtlpJsonNumbers.ReadEnum(ref json);
            }
            else if (json.ValueTextEquals("severityText"u8))
            {
                message.SeverityText = OtlpJson.ReadString(ref json);
            }
            else if (json.ValueTextEquals("body"u8))
            {
                json.Read();
                message.Body = CommonJson.ReadAnyValue(ref json);
            }
            else if (json.ValueTextEquals("attributes"u8))
            {
                OtlpJson.ReadList(ref json, message.Attributes, CommonJson.ReadKeyValue);
            }
            else if (json.ValueTextEquals("traceId"u8))
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
}
