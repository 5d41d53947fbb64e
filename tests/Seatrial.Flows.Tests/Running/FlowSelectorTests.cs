using Seatrial.Flows.Running;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Tests.Running;

public sealed class FlowSelectorTests
{
    private static readonly FlowPlan[] Flows =
    [
        Plan("checkout/guest", "Guest checkout", "smoke"),
        Plan("checkout/member", "Member checkout", "slow"),
        Plan("browse", "Browse the catalog", "smoke"),
    ];

    [Theory]
    [InlineData("", "", "checkout/guest checkout/member browse")]
    [InlineData("checkout/*", "", "checkout/guest checkout/member")]
    [InlineData("guest checkout", "", "checkout/guest")]
    [InlineData("*", "smoke", "checkout/guest browse")]
    [InlineData("nothing", "", "")]
    public void Select_PatternsAndTags_PicksThoseThatFit(string pattern, string tag, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', FlowSelector.Select(Flows, pattern.Length == 0 ? [] : [pattern], tag.Length == 0 ? [] : [tag]).Select(static flow => flow.Header.Id)));

    private static FlowPlan Plan(string id, string name, string tag) =>
        new(new(id, name, true, string.Empty, [], TimeSpan.FromSeconds(1)), [], default) { Tags = [tag] };
}
