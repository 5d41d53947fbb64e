using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Seatrial.Telemetry.Intake;

/// <summary>Stands before the gRPC methods, so that a request that finds no room is turned away before it is read.</summary>
internal sealed class OtlpGrpcAdmission(
    IntakeGate gate,
    IOptions<IntakeOptions> options,
    TelemetryInstruments instruments)
{
    /// <summary>What a message weighs whose length is not told; gRPC clients seldom tell it.</summary>
    private const int UnknownLength = 256 * 1024;

    private readonly IntakeOptions _options = options.Value;

    internal async Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        using var ticket = gate.TryEnter();
        var length = Math.Min(http.Request.ContentLength ?? UnknownLength, _options.MaxRequestBytes);
        if (ticket is null || !ticket.TryHold(length))
        {
            Refuse(http);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            // gRPC applies our limit to each message itself, and answers in its own way.
            feature.MaxRequestBodySize = null;
        }

        await next(http);
    }

    /// <summary>Answers with headers only, which is how gRPC fails early.</summary>
    private void Refuse(HttpContext http)
    {
        var refusal = Refusal.Pressure;
        instruments.OnRefused("any", TelemetryInstruments.Grpc, refusal.Reason);
        var status = OtlpAnswer.StatusOf(refusal.Code, refusal.Message, _options.RetryAfter);
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "application/grpc";
        http.Response.Headers["grpc-status"] = ((int)refusal.Code).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["grpc-message"] = refusal.Message;
        http.Response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
    }
}
