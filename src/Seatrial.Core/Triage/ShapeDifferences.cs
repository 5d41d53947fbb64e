using System.Globalization;

namespace Seatrial.Core.Triage;

/// <summary>Compares a failing step's trace with its shape when it was last green.</summary>
internal static class ShapeDifferences
{
    private const int LeastMore = 5;
    private static readonly TimeSpan LeastDifference = TimeSpan.FromMilliseconds(50);

    /// <summary>Scores calls that are missing and services that are much slower; only the first divergence of a path counts.</summary>
    public static bool Score(SuspectTally tally, FailingStep step, TraceTree tree, CallGraph calls)
    {
        if (step.Green is not { } green || step.Trace.Spans.IsEmpty)
        {
            return false;
        }

        bool any = false;
        TraceShape now = TraceShapes.Of(step.FlowId, step.StepIndex, step.Trace);
        Dictionary<string, TraceShapeNode> present = now.Nodes.ToDictionary(n => n.Path, StringComparer.Ordinal);
        foreach (TraceShapeNode node in green.Nodes.Where(n => !present.ContainsKey(n.Path) && !IsCached(n)))
        {
            if (ParentPath(node.Path) is { } parent && present.TryGetValue(parent, out TraceShapeNode? above))
            {
                ScoreMissing(tally, step, node, above, calls);
                any = true;
            }
        }

        foreach (TraceShapeNode node in now.Nodes)
        {
            TraceShapeNode? before = green.Nodes.FirstOrDefault(n => n.Path == node.Path);
            if (before is not null && node.Count >= before.Count * 3 && node.Count - before.Count >= LeastMore
                && ParentPath(node.Path) is { } caller && present.TryGetValue(caller, out TraceShapeNode? above) && calls.IsSuspectable(above.Service))
            {
                string more = string.Create(CultureInfo.InvariantCulture, $"{above.Operation} leads to {node.Service} {node.Operation} {node.Count} times, {before.Count} when it was green");
                tally.Add(step.FlowId, above.Service, 2, more, above.Operation);
                any = true;
            }

            if (before is not null && IsMuchSlower(node.SelfTime / node.Count, before.SelfTime / before.Count))
            {
                string text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{node.Operation} took {(node.SelfTime / node.Count).TotalMilliseconds:0} ms of its own time, {(before.SelfTime / before.Count).TotalMilliseconds:0} ms when it was green");
                tally.Add(step.FlowId, node.Service, 1.5, text, node.Operation);
                any = true;
            }
        }

        return any;
    }

    /// <summary>The self-time of this span's path when the step was last green; null when unknown.</summary>
    public static TimeSpan? UsualSelfTime(FailingStep step, TraceTree tree, SpanRecord span)
    {
        string path = TraceShapes.PathOf(tree, span);
        return step.Green?.Nodes.FirstOrDefault(n => n.Path == path) is { } node ? node.SelfTime / node.Count : null;
    }

    /// <summary>At least three times as long, and by at least 50 ms: less is noise.</summary>
    public static bool IsMuchSlower(TimeSpan now, TimeSpan before) => now >= before * 3 && now - before >= LeastDifference;

    private static void ScoreMissing(SuspectTally tally, FailingStep step, TraceShapeNode missing, TraceShapeNode above, CallGraph calls)
    {
        string what = $"{missing.Service} {missing.Operation}";
        if (calls.IsSuspectable(above.Service))
        {
            tally.Add(step.FlowId, above.Service, 2, $"{above.Operation} no longer leads to {what}", above.Operation);
        }

        if (missing.Service != above.Service && calls.IsSuspectable(missing.Service))
        {
            tally.Add(step.FlowId, missing.Service, 0.75, $"{missing.Operation} was not reached, and was when the step was green", missing.Operation);
        }
    }

    // Whoever uses tokens keeps them for a while: a request for one comes and goes without meaning.
    private static bool IsCached(TraceShapeNode node) => node.Path.Contains("/token", StringComparison.OrdinalIgnoreCase);

    private static string? ParentPath(string path) =>
        path.LastIndexOf(" > ", StringComparison.Ordinal) is > 0 and var at ? path[..at] : null;
}
