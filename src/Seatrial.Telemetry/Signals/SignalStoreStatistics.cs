namespace Seatrial.Telemetry.Signals;

/// <summary>What the signal store did and holds. Each number is exact; together they are of almost one moment.</summary>
/// <param name="Spans">What became of spans.</param>
/// <param name="Logs">What became of log records.</param>
/// <param name="Metrics">What became of metric points: received and dropped, for none is kept.</param>
/// <param name="Announced">What is held for runs.</param>
/// <param name="Unannounced">What is held of traces nobody announced.</param>
/// <param name="Runs">Runs something is held for.</param>
/// <param name="PinnedRuns">How many of them are pinned.</param>
/// <param name="EvictedRuns">Runs that made room for others since the start.</param>
public sealed record SignalStoreStatistics(
    SignalCounts Spans,
    SignalCounts Logs,
    SignalCounts Metrics,
    SignalUsage Announced,
    SignalUsage Unannounced,
    int Runs,
    int PinnedRuns,
    long EvictedRuns);
