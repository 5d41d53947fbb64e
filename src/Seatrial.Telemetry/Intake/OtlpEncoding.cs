namespace Seatrial.Telemetry.Intake;

/// <summary>How a request is written; its answer is written the same way.</summary>
internal enum OtlpEncoding
{
    /// <summary>Protobuf's binary form.</summary>
    Protobuf,

    /// <summary>OTLP's own JSON.</summary>
    Json,
}
