using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Scheduling;

/// <summary>Parts of a project's flows that take about as long as each other, for as many machines.</summary>
public static class FlowShards
{
    /// <summary>Splits flows: every flow into exactly one shard, flows that need each other into the same.</summary>
    /// <remarks>
    /// The same for the same flows and durations, whoever asks and in whatever order: shards that are computed on several
    /// machines fit together while those machines see the same history. Longest first into the shard that has least.
    /// </remarks>
    /// <param name="flows">The flows.</param>
    /// <param name="pastDuration">The duration of a flow when it last passed, by id; one never seen counts as long as a usual one.</param>
    /// <param name="count">How many shards, from 1.</param>
    /// <returns>The ids of each shard, in ordinal order.</returns>
    public static ImmutableArray<ImmutableArray<string>> Split(
        IReadOnlyCollection<FlowHeader> flows,
        IReadOnlyDictionary<string, TimeSpan> pastDuration,
        int count)
    {
        ArgumentNullException.ThrowIfNull(flows);
        ArgumentNullException.ThrowIfNull(pastDuration);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        TimeSpan[] known = [.. flows.Where(f => pastDuration.ContainsKey(f.Id)).Select(f => pastDuration[f.Id]).Order()];
        TimeSpan usual = known.Length == 0 ? TimeSpan.FromSeconds(1) : known[known.Length / 2];
        List<string>[] shards = [.. Enumerable.Range(0, count).Select(static _ => new List<string>())];
        TimeSpan[] load = new TimeSpan[count];
        var groups = Together(flows)
            .Select(ids => (Ids: ids, Length: ids.Aggregate(TimeSpan.Zero, (sum, id) => sum + pastDuration.GetValueOrDefault(id, usual))))
            .OrderByDescending(static g => g.Length)
            .ThenBy(static g => g.Ids[0], StringComparer.Ordinal);
        foreach ((ImmutableArray<string> ids, TimeSpan length) in groups)
        {
            int least = 0;
            for (int i = 1; i < count; i++)
            {
                // Of two with the same load the one with fewer flows, so that flows that take no time spread, too.
                least = (load[i], shards[i].Count).CompareTo((load[least], shards[least].Count)) < 0 ? i : least;
            }

            shards[least].AddRange(ids);
            load[least] += length;
        }

        return [.. shards.Select(static s => s.Order(StringComparer.Ordinal).ToImmutableArray())];
    }

    /// <summary>The flows in groups that hang together by what they need.</summary>
    private static IEnumerable<ImmutableArray<string>> Together(IReadOnlyCollection<FlowHeader> flows)
    {
        Dictionary<string, string> leader = flows.ToDictionary(static f => f.Id, static f => f.Id, StringComparer.Ordinal);
        foreach (FlowHeader flow in flows)
        {
            foreach (string need in flow.Needs.Where(leader.ContainsKey))
            {
                leader[Leader(flow.Id)] = Leader(need);
            }
        }

        return leader.Keys
            .GroupBy(Leader, StringComparer.Ordinal)
            .Select(static group => group.Order(StringComparer.Ordinal).ToImmutableArray());

        string Leader(string id)
        {
            while (leader[id] != id)
            {
                id = leader[id];
            }

            return id;
        }
    }
}
