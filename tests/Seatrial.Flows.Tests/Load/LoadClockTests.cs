using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Flows;
using Seatrial.Flows.Load;
using Seatrial.Flows.Tests.Running;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Tests.Load;

/// <summary>Loads on a clock of the test, with journeys that need no network.</summary>
public sealed class LoadClockTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task So_many_begin_as_are_due_however_the_clock_jumps()
    {
        FlowAttemptResult result = await RunAsync("rate: 100/s, for: 10s, rampUp: 4s, maxUsers: 10000", static _ => Task.CompletedTask, TimeSpan.FromMilliseconds(700));

        Assert.Null(result.Failure);
        Assert.Equal((800, 0), (result.Load!.Began, result.Load.Dropped));
        Assert.Equal(80, result.Load.Rate);
        Assert.Equal(800, result.Load.Points.Sum(static p => p.Began));
    }

    [Fact]
    public async Task While_all_users_are_busy_the_clock_goes_on_and_drops()
    {
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        FlowAttemptResult result = await RunAsync("rate: 10/s, for: 5s, maxUsers: 4", _ => open.Task, Tick, at: TimeSpan.FromSeconds(5), then: open.SetResult);

        Assert.Equal((4, 46, 4), (result.Load!.Began, result.Load.Dropped, result.Load.MostUsers));
        // All that time counts in what the journeys took.
        Assert.True(result.Load.Latencies[0].Least >= TimeSpan.FromSeconds(4.5), $"{result.Load.Latencies[0].Least}");
    }

    [Fact]
    public async Task Users_wait_for_their_answer_and_pause()
    {
        FlowAttemptResult result = await RunAsync("users: 3, for: 10s, pause: 1s", static _ => Task.CompletedTask, TimeSpan.FromMilliseconds(5));

        Assert.Null(result.Failure);
        Assert.InRange(result.Load!.Began, 24, 30);
        Assert.InRange(result.Load.MostUsers, 1, 3);
        Assert.Null(result.Load.Due);
    }

    /// <summary>Runs on a clock that is moved on by steps until the load is over.</summary>
    private static async Task<FlowAttemptResult> RunAsync(string load, Func<int, Task> act, TimeSpan step, TimeSpan? at = null, Action? then = null)
    {
        FakeTimeProvider time = new();
        FlowPlan flow = LoadFlows.Of(load);
        LoadExecution execution = new(flow, flow.Load!, 1, new RecordingSink(), time, async (number, sink) =>
        {
            long start = time.GetTimestamp();
            await act(number);
            return LoadFlows.Passed(time.GetElapsedTime(start));
        });
        Task<FlowAttemptResult> running = execution.RunAsync(TestContext.Current.CancellationToken);
        TimeSpan now = TimeSpan.Zero;
        while (!running.IsCompleted)
        {
            // Journeys run on other threads: they get a moment before time moves on.
            Task moment = Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken); // slow on purpose: see above
            await Task.WhenAny(running, moment);
            time.Advance(step);
            now += step;
            if (then is not null && now >= at)
            {
                then();
                then = null;
            }
        }

        return await running;
    }
}
