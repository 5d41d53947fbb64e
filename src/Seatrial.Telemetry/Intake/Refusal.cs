using System.Net;
using Grpc.Core;

namespace Seatrial.Telemetry.Intake;

/// <summary>Why a request is not taken in, in the words of HTTP, gRPC and the metrics.</summary>
/// <param name="Reason">A short word for metrics and logs.</param>
/// <param name="HttpStatus">HTTP's status.</param>
/// <param name="Code">gRPC's status.</param>
/// <param name="Message">What to tell the sender.</param>
/// <param name="IsRetryable">Whether the sender should come back with it.</param>
internal sealed record Refusal(
    string Reason,
    HttpStatusCode HttpStatus,
    StatusCode Code,
    string Message,
    bool IsRetryable = false)
{
    internal static Refusal UnsupportedType { get; } = new(
        "type",
        HttpStatusCode.UnsupportedMediaType,
        StatusCode.InvalidArgument,
        $"The content type must be {OtlpAnswer.ProtobufType} or {OtlpAnswer.JsonType}.");

    internal static Refusal UnsupportedCompression { get; } = new(
        "compression",
        HttpStatusCode.UnsupportedMediaType,
        StatusCode.InvalidArgument,
        "The content encoding must be gzip or identity.");

    internal static Refusal TooLarge { get; } = new(
        "size",
        HttpStatusCode.RequestEntityTooLarge,
        StatusCode.ResourceExhausted,
        "The request is larger than this intake takes, as sent or when unpacked; send smaller batches.");

    internal static Refusal Pressure { get; } = new(
        "pressure",
        HttpStatusCode.TooManyRequests,
        StatusCode.ResourceExhausted,
        "The intake has more requests at work than it may; come back later.",
        IsRetryable: true);

    internal static Refusal Malformed(string why) => new(
        "malformed",
        HttpStatusCode.BadRequest,
        StatusCode.InvalidArgument,
        $"The request cannot be read: {why}");
}
