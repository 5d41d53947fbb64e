using Seatrial.Core.Flows;
using Seatrial.Flows.Load;
using Seatrial.Flows.Tests.Running;
using Seatrial.Project.Flows;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Load;

/// <summary>What is told of loads that failed: texts that stand alone.</summary>
public sealed class LoadTextTests
{
    private const string Load = "rate: 50/s, for: 30s, thresholds: { duration.p95: { below: 300ms }, step.Order.p99: { atMost: 250ms }, errors: { below: 1% } }";

    [Fact]
    public async Task Too_slow() => Snapshot.Match(await ToldAsync(Load, static n => (Took(n % 10 == 0 ? 700 : 100), null)));

    [Fact]
    public async Task Too_many_failures() => Snapshot.Match(await ToldAsync(Load, static n => (Took(100), n % 20 == 0 ? "Step 2 of 2 \"Order\": status: expected 201, was 503\n  POST http://shop.example/orders → HTTP/1.1 503 Service Unavailable\n  answer: {\"error\":\"no stock\"}" : null)));

    [Fact]
    public async Task Nothing_to_measure() => Snapshot.Match(await ToldAsync(Load, static n => (Took(100), "Step 2 of 2 \"Order\": status: expected 201, was 500")));

    [Fact]
    public async Task Too_few_to_tell() => Snapshot.Match(await ToldAsync("users: 2, for: 30s, thresholds: { duration.p99: { below: 300ms } }", static _ => (Took(100), null), journeys: 60));

    [Fact]
    public async Task This_machine_is_too_slow() => Snapshot.Match(await ToldAsync(Load, static _ => (Took(100), null), late: TimeSpan.FromMilliseconds(450)));

    [Fact]
    public async Task Dropped() => Snapshot.Match(await ToldAsync(Load, static _ => (Took(100), null), dropped: 12));

    [Fact]
    public async Task Passed_tells_nothing()
    {
        FlowAttemptResult result = await ConcludeAsync(Load, static _ => (Took(100), null), 1500, 0, TimeSpan.Zero);

        Assert.Null(result.Failure);
        Assert.Equal(FlowOutcome.Passed, result.Outcome);
        Assert.Equal("100 ms of 1500 (95 % sure: 100 ms to 100 ms)", result.Load!.Thresholds[0].Actual);
        Assert.Equal(["t1", "t2"], result.TraceIds);
    }

    private static TimeSpan Took(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static async Task<string> ToldAsync(string load, Func<int, (TimeSpan Took, string? Failure)> journey, int journeys = 1500, int dropped = 0, TimeSpan late = default)
    {
        FlowAttemptResult result = await ConcludeAsync(load, journey, journeys, dropped, late);

        return $"{result.Outcome} {result.Failure!.Kind} {result.Failure.Signature}\n{result.Failure.Message}\n";
    }

    private static async Task<FlowAttemptResult> ConcludeAsync(string load, Func<int, (TimeSpan Took, string? Failure)> journey, int journeys, int dropped, TimeSpan late)
    {
        FlowPlan flow = LoadFlows.Of(load);
        LoadTally tally = new(flow, flow.Load!);
        for (int i = 0; i < dropped; i++)
        {
            tally.Drop(TimeSpan.FromSeconds(i));
        }

        for (int i = 1; i <= journeys; i++)
        {
            TimeSpan at = TimeSpan.FromMilliseconds(20 * i);
            (TimeSpan took, string? failure) = journey(tally.Begin(at));
            FlowAttemptResult result = failure is null ? LoadFlows.Passed(took) : LoadFlows.Failed(took, FailureKind.Expectation, failure, "order: status equals");
            tally.End(new(i, late, result, [(LoadFlows.Step(0, took / 4), null), (LoadFlows.Step(1, took * 3 / 4, result.Failure), null)]), at + took);
        }

        return await new LoadConclusion(flow, flow.Load!, tally, new RecordingSink(), TimeProvider.System).ConcludeAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30.2), null, isCancelled: false);
    }
}
