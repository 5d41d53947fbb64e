using System.Collections.Immutable;
using CsCheck;
using Seatrial.Core.Flows;
using Seatrial.Core.Scheduling;

namespace Seatrial.Core.Tests.Scheduling;

public sealed class FlowShardsTests
{
    private static readonly Gen<(FlowHeader[] Flows, Dictionary<string, TimeSpan> Past, int Count)> Cases =
        Gen.Select(Gen.Select(Gen.Int[0, 5_000], Gen.Int[-20, 30], Gen.Bool).List[0, 40], Gen.Int[1, 6], static (written, count) =>
        {
            FlowHeader[] flows =
            [
                .. written.Select(static (w, i) => new FlowHeader($"f{i}", "F", true, "h", [], TimeSpan.FromMinutes(1)) { Needs = w.Item2 >= 0 && w.Item2 < i ? [$"f{w.Item2}"] : [] }),
            ];
            Dictionary<string, TimeSpan> past = written.Index().Where(static w => w.Item.Item3).ToDictionary(static w => $"f{w.Index}", static w => TimeSpan.FromMilliseconds(w.Item.Item1), StringComparer.Ordinal);
            return (flows, past, count);
        });

    [Fact]
    public void Split_Always_PutsEachFlowIntoExactlyOneShardWithWhatItNeeds() => Cases.Sample(static each =>
    {
        ImmutableArray<ImmutableArray<string>> shards = FlowShards.Split(each.Flows, each.Past, each.Count);

        Assert.Equal(each.Count, shards.Length);
        Assert.Equal(each.Flows.Select(static f => f.Id).Order(StringComparer.Ordinal), shards.SelectMany(static s => s).Order(StringComparer.Ordinal));
        Assert.All(each.Flows, flow => Assert.Subset(shards.Single(s => s.Contains(flow.Id)).ToHashSet(StringComparer.Ordinal), flow.Needs.ToHashSet(StringComparer.Ordinal)));
    });

    [Fact]
    public void Split_InAnyOrder_IsTheSame() => Cases.Sample(static each =>
        Assert.Equal(
            FlowShards.Split(each.Flows, each.Past, each.Count).Select(static s => string.Join(',', s)),
            FlowShards.Split([.. Enumerable.Reverse(each.Flows)], each.Past, each.Count).Select(static s => string.Join(',', s))));

    [Fact]
    public void Split_WithoutNeeds_LeavesNoShardLongerThanTheLeastByMoreThanOneFlow() => Cases.Sample(static each =>
    {
        FlowHeader[] flows = [.. each.Flows.Select(static f => f with { Needs = [] })];
        Dictionary<string, TimeSpan> past = flows.ToDictionary(static f => f.Id, f => each.Past.GetValueOrDefault(f.Id, TimeSpan.FromSeconds(2)), StringComparer.Ordinal);
        TimeSpan[] loads = [.. FlowShards.Split(flows, past, each.Count).Select(s => s.Aggregate(TimeSpan.Zero, (sum, id) => sum + past[id]))];

        Assert.True(loads.Max() - loads.Min() <= past.Values.DefaultIfEmpty().Max());
    });
}
