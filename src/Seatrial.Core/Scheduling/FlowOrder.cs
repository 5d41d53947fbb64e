using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Scheduling;

/// <summary>The order in which flows start.</summary>
public static class FlowOrder
{
    /// <summary>Longest first by past duration; critical before others of the same length; then by id.</summary>
    /// <remarks>
    /// Longest-processing-time-first list scheduling: at most 4/3 - 1/(3m) of the optimum on m workers
    /// (R. L. Graham, "Bounds on Multiprocessing Timing Anomalies", 1969). A flow never seen counts as long as its deadline,
    /// so that a new flow does not end up alone at the end.
    /// </remarks>
    /// <param name="flows">The flows.</param>
    /// <param name="pastDuration">The duration of a flow when it last passed, by id.</param>
    public static ImmutableArray<FlowHeader> LongestFirst(
        IEnumerable<FlowHeader> flows,
        IReadOnlyDictionary<string, TimeSpan> pastDuration) =>
    [
        .. flows
            .OrderByDescending(f => pastDuration.TryGetValue(f.Id, out TimeSpan past) ? past : f.Within)
            .ThenByDescending(f => f.IsCritical)
            .ThenBy(f => f.Id, StringComparer.Ordinal),
    ];
}
