namespace Seatrial.Core.Triage;

/// <summary>Whether a trace is all there.</summary>
/// <remarks>
/// Complete when there is a span, no parent is missing except the one span that the step sends and never exports,
/// and nothing arrived for the quiet window. Counting spans twice, as others do, ends early on slow asynchronous work.
/// </remarks>
public static class TraceCompleteness
{
    /// <summary>Whether every parent is there; says nothing of what may still come.</summary>
    /// <param name="trace">The trace.</param>
    public static bool IsConnected(TraceSignals trace)
    {
        HashSet<string> ids = trace.Spans.Select(s => s.SpanId).ToHashSet(StringComparer.Ordinal);
        HashSet<string> missing = trace.Spans
            .Select(s => s.ParentSpanId)
            .OfType<string>()
            .Where(p => !ids.Contains(p))
            .ToHashSet(StringComparer.Ordinal);
        return trace.Spans.Length > 0 && missing.Count <= 1;
    }

    /// <summary>Whether the trace is complete.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="now">The time.</param>
    /// <param name="quiet">The quiet window.</param>
    public static bool IsComplete(TraceSignals trace, DateTimeOffset now, TimeSpan quiet) =>
        IsConnected(trace) && trace.LastArrival is { } last && now - last >= quiet;
}
