using System.Text.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Seatrial.Telemetry.Intake;

/// <summary>Takes OTLP in over HTTP, in protobuf or JSON, plain or gzip.</summary>
internal sealed partial class OtlpHttpIntake(
    IntakeGate gate,
    IOptions<IntakeOptions> options,
    TelemetryInstruments instruments,
    ILogger<OtlpHttpIntake> logger)
{
    private readonly IntakeOptions _options = options.Value;

    internal async Task HandleAsync(HttpContext http, OtlpSignal signal)
    {
        if (EncodingOf(http.Request) is not { } encoding)
        {
            await RefuseAsync(http, signal, OtlpEncoding.Json, Refusal.UnsupportedType);
            return;
        }

        if (IsGzip(http.Request) is not { } isGzip)
        {
            http.Response.Headers.AcceptEncoding = "gzip";
            await RefuseAsync(http, signal, encoding, Refusal.UnsupportedCompression);
            return;
        }

        if (http.Request.ContentLength > _options.MaxRequestBytes)
        {
            await RefuseAsync(http, signal, encoding, Refusal.TooLarge);
            return;
        }

        using var ticket = gate.TryEnter();
        if (ticket is null)
        {
            await RefuseAsync(http, signal, encoding, Refusal.Pressure);
            return;
        }

        LimitBody(http);
        await TakeInAsync(http, signal, encoding, isGzip, ticket);
    }

    private async Task TakeInAsync(
        HttpContext http,
        OtlpSignal signal,
        OtlpEncoding encoding,
        bool isGzip,
        IntakeTicket ticket)
    {
        IngestResult result;
        try
        {
            using var body = await OtlpBody.ReadAsync(
                http.Request, isGzip, _options.MaxRequestBytes, ticket, http.RequestAborted);
            if (body.Fault != BodyFault.None)
            {
                var fault = body.Fault == BodyFault.TooLarge ? Refusal.TooLarge : Refusal.Pressure;
                await RefuseAsync(http, signal, encoding, fault);
                return;
            }

            result = signal.Ingest(body.Bytes, encoding);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await RefuseAsync(http, signal, encoding, Refusal.TooLarge);
            return;
        }
        catch (Exception exception) when (exception
            is InvalidProtocolBufferException or JsonException or InvalidDataException)
        {
            LogMalformed(logger, signal.Name, exception.Message);
            await RefuseAsync(http, signal, encoding, Refusal.Malformed(exception.Message));
            return;
        }

        instruments.OnTaken(signal.Name, TelemetryInstruments.Http, result);
        await OtlpAnswer.WriteAsync(http, signal, encoding, result);
    }

    private Task RefuseAsync(HttpContext http, OtlpSignal signal, OtlpEncoding encoding, Refusal refusal)
    {
        instruments.OnRefused(signal.Name, TelemetryInstruments.Http, refusal.Reason);
        LogRefused(logger, signal.Name, refusal.Reason);
        return OtlpAnswer.RefuseAsync(
            http,
            (int)refusal.HttpStatus,
            encoding,
            refusal.Code,
            refusal.Message,
            refusal.IsRetryable ? _options.RetryAfter : null);
    }

    private void LimitBody(HttpContext http)
    {
        // The server's own limit is for uploads; ours may be larger, and has to hold for packed bodies of unknown length.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = _options.MaxRequestBytes;
        }
    }

    private static OtlpEncoding? EncodingOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return null;
        }

        if (type.MediaType.Equals(OtlpAnswer.ProtobufType, StringComparison.OrdinalIgnoreCase))
        {
            return OtlpEncoding.Protobuf;
        }

        return type.MediaType.Equals(OtlpAnswer.JsonType, StringComparison.OrdinalIgnoreCase)
            ? OtlpEncoding.Json
            : null;
    }

    private static bool? IsGzip(HttpRequest request)
    {
        var packing = request.Headers.ContentEncoding;
        if (StringValues.IsNullOrEmpty(packing) || Is(packing, "identity"))
        {
            return false;
        }

        return Is(packing, "gzip") ? true : null;
    }

    private static bool Is(StringValues header, string value) =>
        string.Equals(header.ToString(), value, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A request with {Signal} is malformed: {Reason}")]
    private static partial void LogMalformed(ILogger logger, string signal, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A request with {Signal} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string signal, string reason);
}
