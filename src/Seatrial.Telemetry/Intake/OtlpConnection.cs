namespace Seatrial.Telemetry.Intake;

/// <summary>Marks a connection that came in on a port of the intake.</summary>
internal sealed class OtlpConnection
{
    internal static OtlpConnection Instance { get; } = new();
}
