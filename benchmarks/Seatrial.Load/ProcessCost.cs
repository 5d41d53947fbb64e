namespace Seatrial.Load;

/// <summary>What one process took, and what it said.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Milliseconds">From its start to its end.</param>
/// <param name="PeakMegabytes">The most memory it had; null where nothing measures it.</param>
/// <param name="ProcessorSeconds">User and system time of it and what it started; null where nothing measures it.</param>
/// <param name="Output">What it said.</param>
internal sealed record ProcessCost(int ExitCode, double Milliseconds, double? PeakMegabytes, double? ProcessorSeconds, string Output);
