using System.Collections.Immutable;

namespace Seatrial.Core.Runs;

/// <summary>How much of a run's telemetry came.</summary>
/// <param name="Completeness">Whether it was complete, and if not, why.</param>
/// <param name="Traces">How many traces were expected.</param>
/// <param name="CompleteTraces">How many of them were complete.</param>
/// <param name="Spans">How many spans came.</param>
/// <param name="Logs">How many log records came.</param>
/// <param name="Services">The services that reported, in ordinal order.</param>
/// <param name="Waited">How long the run waited for it.</param>
public sealed record TelemetryHealth(
    SignalCompleteness Completeness,
    int Traces,
    int CompleteTraces,
    int Spans,
    int Logs,
    ImmutableArray<string> Services,
    TimeSpan Waited);
