using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Runs;

/// <summary>Which flows wait for which, and which wait in vain.</summary>
internal static class FlowNeeds
{
    /// <summary>The flows chosen, with all that they need.</summary>
    /// <param name="flows">All flows.</param>
    /// <param name="chosen">The ids chosen; empty means all.</param>
    public static IEnumerable<FlowHeader> WithNeeded(ImmutableArray<FlowHeader> flows, ImmutableArray<string> chosen)
    {
        if (chosen.IsEmpty)
        {
            return flows;
        }

        Dictionary<string, FlowHeader> byId = flows.ToDictionary(static f => f.Id, StringComparer.Ordinal);
        HashSet<string> wanted = new(StringComparer.Ordinal);
        Queue<string> open = new(chosen);
        while (open.TryDequeue(out string? id))
        {
            if (byId.TryGetValue(id, out FlowHeader? flow) && wanted.Add(id))
            {
                foreach (string need in flow.Needs)
                {
                    open.Enqueue(need);
                }
            }
        }

        return flows.Where(f => wanted.Contains(f.Id));
    }

    /// <summary>Whether all that a flow needs has passed.</summary>
    public static bool AreMet(FlowHeader flow, IReadOnlyDictionary<string, FlowState> flows) =>
        flow.Needs.All(need => IsMet(need, flows));

    /// <summary>Of the flows that did not run yet, those whose needs have passed or are to run themselves.</summary>
    public static ImmutableArray<FlowHeader> Reachable(ImmutableArray<FlowHeader> pending, IReadOnlyDictionary<string, FlowState> flows)
    {
        HashSet<string> reachable = new(StringComparer.Ordinal);
        bool isGrowing = true;
        while (isGrowing)
        {
            isGrowing = false;
            foreach (FlowHeader flow in pending)
            {
                isGrowing |= flow.Needs.All(n => reachable.Contains(n) || IsMet(n, flows)) && reachable.Add(flow.Id);
            }
        }

        return [.. pending.Where(f => reachable.Contains(f.Id))];
    }

    /// <summary>Of the flows that did not run yet, those that need one which will not pass any more.</summary>
    public static ImmutableArray<(FlowHeader Flow, string Reason)> Hopeless(ImmutableArray<FlowHeader> pending, IReadOnlyDictionary<string, FlowState> flows)
    {
        var hopeless = ImmutableArray.CreateBuilder<(FlowHeader Flow, string Reason)>();
        foreach (FlowHeader flow in pending)
        {
            foreach (string need in flow.Needs)
            {
                if (flows.TryGetValue(need, out FlowState? needed) && WhyNever(needed) is { } why)
                {
                    hopeless.Add((flow, $"it needs {need}, which {why}"));
                    break;
                }
            }
        }

        return hopeless.ToImmutable();
    }

    private static bool IsMet(string need, IReadOnlyDictionary<string, FlowState> flows) =>
        !flows.TryGetValue(need, out FlowState? needed) || Last(needed) is FlowOutcome.Passed or FlowOutcome.PassedDegraded;

    /// <summary>Why a flow will not pass any more; null while it may.</summary>
    private static string? WhyNever(FlowState flow)
    {
        if (flow.SkippedBecause is not null)
        {
            return "did not run";
        }

        return Last(flow) switch
        {
            FlowOutcome.Failed when flow.Attempts.Counted().Count() > 1 => "failed",
            FlowOutcome.Inconclusive => "was inconclusive",
            FlowOutcome.Skipped => "skipped every step",
            _ => null,
        };
    }

    private static FlowOutcome? Last(FlowState flow) => flow.Attempts.Counted().LastOrDefault()?.Result?.Outcome;
}
