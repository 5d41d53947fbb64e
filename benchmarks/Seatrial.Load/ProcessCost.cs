namespace Seatrial.Load;

/// <summary>What one process took, and what it said.</summary>
internal sealed record ProcessCost(int ExitCode, double Milliseconds, double? PeakMegabytes, string Output);
