using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Journal;

/// <summary>
/// Writes what a run has most of, steps that passed and what they exchanged, property by property: the same bytes as the
/// serializer's, a test holds it to that, without what the serializer allocates on its way.
/// </summary>
internal static class StepJson
{
    private const int MostKept = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Whether an event is written here: a failure and inner steps are rare, and left to the serializer.</summary>
    public static bool Takes(RunEvent.StepFinished finished) =>
        finished.Step is { Failure: null, Attachments: null, Inner.IsEmpty: true };

    public static byte[] Write(RunEvent.StepFinished finished)
    {
        Utf8JsonWriter json = Begin();
        json.WriteStartObject();
        json.WriteString("event"u8, "step-finished"u8);
        json.WriteString("flowId"u8, finished.FlowId);
        json.WriteNumber("attempt"u8, finished.Attempt);
        json.WriteStartObject("step"u8);
        Write(json, finished.Step);
        json.WriteEndObject();
        Optional(json, "exchangeBlob"u8, finished.ExchangeBlob);
        json.WriteString("at"u8, finished.At);
        json.WriteEndObject();
        return End();
    }

    public static byte[] Write(StepExchange exchange)
    {
        Utf8JsonWriter json = Begin();
        json.WriteStartObject();
        json.WriteString("protocol"u8, exchange.Protocol);
        json.WriteStartObject("request"u8);
        Write(json, exchange.Request);
        json.WriteEndObject();
        if (exchange.Response is { } response)
        {
            json.WriteStartObject("response"u8);
            Write(json, response);
            json.WriteEndObject();
        }

        Optional(json, "curl"u8, exchange.Curl);
        Optional(json, "remoteAddress"u8, exchange.RemoteAddress);
        Optional(json, "note"u8, exchange.Note);
        json.WriteEndObject();
        return End();
    }

    private static void Write(Utf8JsonWriter json, StepRecord step)
    {
        json.WriteNumber("index"u8, step.Index);
        json.WriteString("name"u8, step.Name);
        json.WriteString("verb"u8, step.Verb);
        json.WriteString("summary"u8, step.Summary);
        json.WriteString("outcome"u8, NameOf(step.Outcome));
        json.WriteString("startedAt"u8, step.StartedAt);
        Write(json, "duration"u8, step.Duration);
        Optional(json, "target"u8, step.Target);
        json.WriteNumber("tries"u8, step.Tries);
        json.WriteNumber("networkRetries"u8, step.NetworkRetries);
        json.WriteNumber("politeRetries"u8, step.PoliteRetries);
        Write(json, "limitWait"u8, step.LimitWait);
        Write(json, step.Checks);
        Optional(json, "traceId"u8, step.TraceId);
        json.WriteStartArray("inner"u8);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<CheckRecord> checks)
    {
        json.WriteStartArray("checks"u8);
        foreach (CheckRecord check in checks)
        {
            json.WriteStartObject();
            json.WriteString("subject"u8, check.Subject);
            json.WriteString("expected"u8, check.Expected);
            json.WriteString("actual"u8, check.Actual);
            json.WriteBoolean("passed"u8, check.Passed);
            Optional(json, "message"u8, check.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ExchangeMessage message)
    {
        json.WriteString("startLine"u8, message.StartLine);
        json.WriteStartArray("headers"u8);
        foreach (ExchangeHeader header in message.Headers)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, header.Name);
            json.WriteString("value"u8, header.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Optional(json, "body"u8, message.Body);
        json.WriteNumber("bodyBytes"u8, message.BodyBytes);
        json.WriteBoolean("isBodyCut"u8, message.IsBodyCut);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, TimeSpan time)
    {
        Span<byte> text = stackalloc byte[32];
        System.Buffers.Text.Utf8Formatter.TryFormat(time, text, out int length, 'c');
        json.WriteString(name, text[..length]);
    }

    private static void Optional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static ReadOnlySpan<byte> NameOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Passed => "Passed"u8,
        StepOutcome.Failed => "Failed"u8,
        StepOutcome.Skipped => "Skipped"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    private static Utf8JsonWriter Begin()
    {
        if (_buffer is null || _buffer.Capacity > MostKept)
        {
            _buffer = new ArrayBufferWriter<byte>(4096);
            _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
        }

        _buffer.ResetWrittenCount();
        _writer!.Reset(_buffer);
        return _writer;
    }

    private static byte[] End()
    {
        _writer!.Flush();
        return _buffer!.WrittenSpan.ToArray();
    }
}
