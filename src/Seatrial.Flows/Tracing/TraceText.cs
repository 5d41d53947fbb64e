using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Seatrial.Core.Flows;
using Seatrial.Core.Triage;
using Seatrial.Flows.Running;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Tracing;

/// <summary>Traces as people read them: a line a span, what it called below it.</summary>
internal static class TraceText
{
    private const int MostSpans = 200;

    public static StepExchange Exchange(ImmutableArray<StepSignals> all)
    {
        int spans = all.Sum(static step => step.Spans.Length);
        string what = $"{Wording.Count(spans, "span", "spans")} of {Wording.Count(all.Length, "step", "steps")}";
        return new("trace", Shown.Message("trace", [], null), Shown.Message(what, [], Tree(all)), null, null);
    }

    private static string Tree(ImmutableArray<StepSignals> all)
    {
        StringBuilder text = new();
        int left = MostSpans;
        foreach (StepSignals step in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step.StepName}: trace {step.Signals.TraceId}{(step.IsComplete ? string.Empty : $", incomplete: {step.WhyIncomplete()}")}\n");
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (SpanRecord root in step.Spans.Where(span => step.Parent(span) is null))
            {
                Append(text, step, root, depth: 1, seen, ref left);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, StepSignals step, SpanRecord span, int depth, HashSet<string> seen, ref int left)
    {
        const int deepest = 40;
        if (left-- <= 0 || depth > deepest || !seen.Add(span.SpanId))
        {
            return;
        }

        SpanAnswer answer = new(span);
        text.Append(' ', depth * 2).Append(CultureInfo.InvariantCulture, $"{span.Service} {span.Name} {SpanAnswer.KindOf(span)} {Wording.Time(answer.Duration)}{(answer.IsError ? " ERROR" : string.Empty)}{(span.StatusMessage is { } status ? $" {status}" : string.Empty)}\n");
        foreach (SpanRecord child in step.Spans.Where(child => child.ParentSpanId == span.SpanId))
        {
            Append(text, step, child, depth + 1, seen, ref left);
        }
    }
}
