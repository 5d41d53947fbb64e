using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Triage;

namespace Seatrial.Flows.Tracing;

/// <summary>Spans and log records as JSON, for paths into them.</summary>
internal static class SignalJson
{
    public static JsonElement Of(SpanRecord span, bool isError) => Write(writer => Write(writer, span, isError));

    public static JsonElement Of(LogRecord log) => Write(writer => Write(writer, log));

    /// <summary>All that came: <c>spans</c> in order of their start, and <c>logs</c>.</summary>
    public static JsonElement Of(IEnumerable<SpanRecord> spans, IEnumerable<LogRecord> logs) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("spans");
        foreach (SpanRecord span in spans)
        {
            Write(writer, span, new SpanAnswer(span).IsError);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("logs");
        foreach (LogRecord log in logs)
        {
            Write(writer, log);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, SpanRecord span, bool isError)
    {
        writer.WriteStartObject();
        writer.WriteString("service", span.Service);
        writer.WriteString("name", span.Name);
        writer.WriteString("kind", SpanAnswer.KindOf(span));
        writer.WriteNumber("milliseconds", (span.End - span.Start).TotalMilliseconds);
        writer.WriteBoolean("error", isError);
        writer.WriteString("traceId", span.TraceId);
        writer.WriteString("spanId", span.SpanId);
        writer.WriteString("parentSpanId", span.ParentSpanId);
        writer.WriteString("version", span.ServiceVersion);
        writer.WriteString("status", span.StatusMessage);
        writer.WriteString("exception", span.ExceptionType);
        Write(writer, span.Attributes);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LogRecord log)
    {
        writer.WriteStartObject();
        writer.WriteString("service", log.Service);
        writer.WriteNumber("severity", log.Severity);
        writer.WriteString("body", log.Body);
        writer.WriteString("category", log.Category);
        writer.WriteString("exception", log.ExceptionType);
        writer.WriteString("traceId", log.TraceId);
        writer.WriteString("spanId", log.SpanId);
        Write(writer, log.Attributes);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ImmutableDictionary<string, string> attributes)
    {
        writer.WriteStartObject("attributes");
        foreach ((string name, string value) in attributes.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            write(writer);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
