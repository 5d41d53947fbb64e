namespace Seatrial.Telemetry.Intake;

/// <summary>What to tell the sender about the signals of one request.</summary>
/// <param name="Received">How many there were.</param>
/// <param name="Rejected">How many were invalid or found no room; they must not be sent again.</param>
/// <param name="Message">Why; empty when all were taken.</param>
internal readonly record struct IngestResult(int Received, int Rejected, string Message);
