using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Seatrial.Telemetry.Intake;

/// <summary>Writes HTTP answers in the encoding of the request.</summary>
internal static class OtlpAnswer
{
    internal const string ProtobufType = "application/x-protobuf";
    internal const string JsonType = "application/json";

    internal static Task WriteAsync(HttpContext http, OtlpSignal signal, OtlpEncoding encoding, IngestResult result)
    {
        var body = encoding == OtlpEncoding.Protobuf
            ? signal.Answer(result).ToByteArray()
            : WriteJson(json => WritePartialSuccess(json, signal, result));
        return WriteAsync(http, StatusCodes.Status200OK, encoding, body);
    }

    /// <summary>Refuses, with the <c>google.rpc.Status</c> OTLP asks for.</summary>
    internal static Task RefuseAsync(
        HttpContext http,
        int httpStatus,
        OtlpEncoding encoding,
        StatusCode code,
        string message,
        TimeSpan? retryAfter = null)
    {
        if (retryAfter is { } delay)
        {
            http.Response.Headers.RetryAfter =
                Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var status = StatusOf(code, message, retryAfter);
        var body = encoding == OtlpEncoding.Protobuf
            ? status.ToByteArray()
            : WriteJson(json => WriteStatus(json, status, retryAfter));
        return WriteAsync(http, httpStatus, encoding, body);
    }

    internal static Google.Rpc.Status StatusOf(StatusCode code, string message, TimeSpan? retryAfter)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        if (retryAfter is { } delay)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        }

        return status;
    }

    private static async Task WriteAsync(HttpContext http, int httpStatus, OtlpEncoding encoding, byte[] body)
    {
        http.Response.StatusCode = httpStatus;
        http.Response.ContentType = encoding == OtlpEncoding.Protobuf ? ProtobufType : JsonType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static byte[] WriteJson(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // {"partialSuccess":{"rejectedSpans":"1","errorMessage":"…"}}
    private static void WritePartialSuccess(Utf8JsonWriter json, OtlpSignal signal, IngestResult result)
    {
        if (result.Rejected == 0)
        {
            return;
        }

        json.WriteStartObject("partialSuccess");
        json.WriteString(signal.RejectedName, result.Rejected.ToString(CultureInfo.InvariantCulture));
        json.WriteString("errorMessage", result.Message);
        json.WriteEndObject();
    }

    // {"code":8,"message":"…","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1s"}]}
    private static void WriteStatus(Utf8JsonWriter json, Google.Rpc.Status status, TimeSpan? retryAfter)
    {
        json.WriteNumber("code", status.Code);
        json.WriteString("message", status.Message);
        if (retryAfter is not { } delay)
        {
            return;
        }

        json.WriteStartArray("details");
        json.WriteStartObject();
        json.WriteString("@type", status.Details[0].TypeUrl);
        json.WriteString("retryDelay", FormattableString.Invariant($"{delay.TotalSeconds}s"));
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
