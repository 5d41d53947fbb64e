namespace Seatrial.Flows.Exec;

/// <summary>What came of a command.</summary>
/// <param name="ExitCode">Its exit code; null when it was ended.</param>
/// <param name="Stdout">What it printed.</param>
/// <param name="Stderr">What it said against.</param>
/// <param name="Duration">How long it ran.</param>
/// <param name="WasKilled">Whether it had to be killed, since it did not end when asked to.</param>
internal sealed record ExecResult(int? ExitCode, CapturedOutput Stdout, CapturedOutput Stderr, TimeSpan Duration, bool WasKilled);
