using Seatrial.Core.Flows;
using Seatrial.Core.Scheduling;

namespace Seatrial.Core.Tests.Load;

public sealed class LoadSchedulingTests
{
    [Fact]
    public void TakeNext_Load_WaitsForAllOthersAndRunsAlone()
    {
        FlowScheduler scheduler = new([Flow("load-a") with { Load = "50/s" }, Flow("one"), Flow("load-b") with { Load = "9/s" }, Flow("two")], parallel: 8);

        Assert.Equal("one", Take(scheduler));
        Assert.Equal("two", Take(scheduler));
        Assert.Null(Take(scheduler));
        scheduler.Release(Flow("one"));
        Assert.Null(Take(scheduler));
        scheduler.Release(Flow("two"));

        Assert.Equal("load-a", Take(scheduler));
        Assert.Null(Take(scheduler));
        scheduler.Release(Flow("load-a"));
        Assert.Equal("load-b", Take(scheduler));
    }

    [Fact]
    public void TakeNext_FlowThatMayNotStart_DoesNotHoldALoadUp()
    {
        FlowScheduler scheduler = new([Flow("load") with { Load = "50/s" }, Flow("after")], parallel: 2);

        Assert.Equal("load", scheduler.TakeNext(static f => f.Id != "after")?.Id);
        Assert.Null(Take(scheduler));
        scheduler.Release(Flow("load"));
        Assert.Equal("after", Take(scheduler));
    }

    private static string? Take(FlowScheduler scheduler) => scheduler.TakeNext(static _ => true)?.Id;

    private static FlowHeader Flow(string id) => new(id, id, IsCritical: true, string.Empty, [], TimeSpan.FromSeconds(1));
}
