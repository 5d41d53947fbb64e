namespace Seatrial.Telemetry.Intake;

/// <summary>Why a body was not read to its end.</summary>
internal enum BodyFault
{
    /// <summary>It was.</summary>
    None,

    /// <summary>It is larger than one request may be.</summary>
    TooLarge,

    /// <summary>There is no room for it now.</summary>
    Pressure,
}
