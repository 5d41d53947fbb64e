using System.Collections.Frozen;
using System.Collections.Immutable;
using Seatrial.Core.Triage;

namespace Seatrial.Flows.Tracing;

/// <summary>What has come of one step's trace.</summary>
/// <param name="StepId">The step.</param>
/// <param name="StepName">Its name.</param>
/// <param name="Signals">What came.</param>
/// <param name="IsComplete">Whether all of it is there, as far as can be told.</param>
internal sealed record StepSignals(string StepId, string StepName, TraceSignals Signals, bool IsComplete)
{
    private readonly FrozenDictionary<string, SpanRecord> _byId =
        Signals.Spans.DistinctBy(static span => span.SpanId, StringComparer.Ordinal).ToFrozenDictionary(static span => span.SpanId, StringComparer.Ordinal);

    public ImmutableArray<SpanRecord> Spans => Signals.Spans;

    public SpanRecord? Parent(SpanRecord span) => span.ParentSpanId is { } id ? _byId.GetValueOrDefault(id) : null;

    /// <summary>The spans above one, nearest first; a cycle in what services sent does no harm.</summary>
    public IEnumerable<SpanRecord> Above(SpanRecord span)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { span.SpanId };
        for (SpanRecord? above = Parent(span); above is not null && seen.Add(above.SpanId); above = Parent(above))
        {
            yield return above;
        }
    }

    /// <summary>Why it does not count as complete.</summary>
    public string WhyIncomplete()
    {
        if (Signals.Spans.IsEmpty)
        {
            return "no span of it came";
        }

        return Signals.IsTruncated ? "it is larger than what is kept of a trace"
            : TraceCompleteness.IsConnected(Signals) ? "spans of it still came"
            : "spans are missing between those that came";
    }
}
