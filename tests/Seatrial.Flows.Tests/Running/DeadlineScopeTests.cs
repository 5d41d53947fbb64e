using Microsoft.Extensions.Time.Testing;
using Seatrial.Flows.Running;

namespace Seatrial.Flows.Tests.Running;

public sealed class DeadlineScopeTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Hold_stops_this_clock_and_those_around_it()
    {
        using DeadlineScope flow = DeadlineScope.Root("flow", TimeSpan.FromSeconds(20), _time, CancellationToken.None);
        using DeadlineScope step = flow.Narrow("step", TimeSpan.FromSeconds(2));
        using DeadlineScope same = step.Narrow("until", TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(1));

        using (same.Hold())
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(19)), (same.Remaining, flow.Remaining));
        }

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(same.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(same.Token.IsCancellationRequested);
        Assert.False(flow.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(18));
        Assert.True(flow.Token.IsCancellationRequested);
    }

    [Fact]
    public void Two_lanes_that_hold_at_once_hold_for_as_long_as_either_does()
    {
        using DeadlineScope flow = DeadlineScope.Root("flow", TimeSpan.FromSeconds(20), _time, CancellationToken.None);
        using DeadlineScope one = flow.Narrow("one", TimeSpan.FromSeconds(2));
        using DeadlineScope other = flow.Narrow("other", TimeSpan.FromSeconds(3));

        IDisposable first = one.Hold();
        _time.Advance(TimeSpan.FromSeconds(1));
        IDisposable second = other.Hold();
        _time.Advance(TimeSpan.FromSeconds(1));
        first.Dispose();
        first.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        second.Dispose();

        Assert.Equal((TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), (flow.Remaining, one.Remaining, other.Remaining));
    }

    [Fact]
    public void A_deadline_that_has_passed_stays_passed()
    {
        using DeadlineScope step = DeadlineScope.Root("step", TimeSpan.FromSeconds(2), _time, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(3));

        step.Hold().Dispose();

        Assert.True(step.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_a_held_deadline()
    {
        using CancellationTokenSource run = new();
        using DeadlineScope flow = DeadlineScope.Root("flow", TimeSpan.FromSeconds(20), _time, run.Token);
        using DeadlineScope step = flow.Narrow("step", TimeSpan.FromSeconds(2));

        using IDisposable held = step.Hold();
        await run.CancelAsync();

        Assert.True(step.Token.IsCancellationRequested && step.Stop.IsCancellationRequested);
    }
}
