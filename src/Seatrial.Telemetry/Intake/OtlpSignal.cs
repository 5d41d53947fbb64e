using Google.Protobuf;

namespace Seatrial.Telemetry.Intake;

/// <summary>One of OTLP's signals, whichever way it comes in.</summary>
internal abstract class OtlpSignal
{
    /// <summary>The last part of its HTTP path: <c>traces</c>, <c>logs</c> or <c>metrics</c>.</summary>
    internal abstract string Name { get; }

    /// <summary>What a rejected one is called in an answer in JSON.</summary>
    internal abstract string RejectedName { get; }

    /// <summary>Takes a request in.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is not the protobuf of such a request.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is not the JSON of such a request.</exception>
    internal abstract IngestResult Ingest(ReadOnlySpan<byte> body, OtlpEncoding encoding);

    /// <summary>The answer in protobuf.</summary>
    internal abstract IMessage Answer(IngestResult result);
}
