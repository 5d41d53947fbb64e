using System.Collections.Concurrent;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Running;

public sealed class ServiceLimitTests
{
    private const string Look = "  - name: Look\n    http: GET {{ shop }}/items\n    expect: { status: 200 }";

    [Fact]
    public void However_requests_come_no_stretch_of_time_sees_more_than_the_limit()
    {
        Gen.Select(Gen.Double[1, 50], Gen.Int[1, 5], Gen.Int[0, 300].Array[1, 60]).Sample(static (rate, burst, pauses) =>
        {
            FakeTimeProvider time = new();
            using ServiceLimit limit = new(new LimitPlan(rate, burst, null, string.Empty, SourceSpan.WholeFile("f")), time);
            ConcurrentQueue<TimeSpan> passed = [];
            long start = time.GetTimestamp();
            List<Task> all = [];
            foreach (int pause in pauses)
            {
                for (int passing = 0; passing < pause; passing++)
                {
                    time.Advance(TimeSpan.FromMilliseconds(1));
                }

                all.Add(GoAsync());
            }

            while (!all.TrueForAll(static t => t.IsCompleted))
            {
                time.Advance(TimeSpan.FromMilliseconds(1));
            }

            TimeSpan[] at = [.. passed.Order()];
            Assert.Equal(pauses.Length, at.Length);
            for (int i = burst; i < at.Length; i++)
            {
                // Any burst + 1 of them take at least one gap; the clock of the test goes by milliseconds.
                Assert.True((at[i] - at[i - burst]).TotalSeconds >= (1 / rate) - 0.0011, $"{at[i - burst]} … {at[i]} at {rate}/s, burst {burst}");
            }

            async Task GoAsync()
            {
                await limit.EnterAsync(CancellationToken.None);
                passed.Enqueue(time.GetElapsedTime(start));
            }
        }, iter: 200);
    }

    [Fact]
    public async Task No_more_are_under_way_than_may_be_and_waiting_is_not_the_steps_time()
    {
        int now = 0;
        int most = 0;
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/items", async () =>
        {
            int here = Interlocked.Increment(ref now);
            InterlockedMax(ref most, here);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken); // slow on purpose: so that requests overlap
            Interlocked.Decrement(ref now);
            return "[]";
        }));
        const string Many = "  - forEach: [1, 2, 3, 4, 5, 6, 7, 8]\n    atOnce: 8\n    steps:\n      - http: GET {{ shop }}/items\n        expect: { status: 200 }";
        using Trial trial = Limited(Many, shop, "concurrent: 2");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(2, most);
        StepRecord last = trial.Sink.Steps.SelectMany(Leaves).MaxBy(static s => s.LimitWait)!;
        Assert.InRange(last.LimitWait, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20));
        Assert.True(last.Duration < last.LimitWait + TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task A_deadline_that_passes_in_the_queue_is_not_the_products_fault()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/items", static () => "[]"));
        using Trial trial = Limited($"{Look}\n  - name: Look again\n    within: 100ms\n    http: GET {{{{ shop }}}}/items\n    expect: {{ status: 200 }}", shop, "rate: 1/m");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FlowOutcome.Inconclusive, FailureKind.Test), (result.Outcome, result.Failure!.Kind));
        Snapshot.Match($"{Trial.Stable(result.Failure.Message)}\n");
        Assert.Single(shop.Seen);
    }

    [Fact]
    public async Task A_service_that_says_when_is_asked_again_then_and_the_flow_is_degraded()
    {
        int asked = 0;
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/items", (HttpContext context) =>
        {
            context.Response.Headers.RetryAfter = "1";
            return Results.StatusCode(Interlocked.Increment(ref asked) == 1 ? 429 : 200);
        }));
        using Trial trial = Limited(Look, shop, "rate: 1000/s");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FlowOutcome.PassedDegraded, result.Outcome);
        StepRecord step = Assert.Single(trial.Sink.Steps);
        Assert.Equal((1, 0, 2), (step.PoliteRetries, step.NetworkRetries, step.Tries));
        Assert.True(step.LimitWait >= TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("limit: { rate: 1000/s }", "POST", "201")]
    [InlineData("limit: { rate: 1000/s }", "GET", "429")]
    [InlineData("owner: team", "GET", "200")]
    public async Task What_may_not_be_repeated_or_is_expected_or_has_no_limit_is_asked_once(string service, string method, string expected)
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapMethods("/items", ["GET", "POST"], static (HttpContext context) =>
        {
            context.Response.Headers.RetryAfter = "1";
            return Results.StatusCode(429);
        }));
        using Trial trial = Of($"  - name: Ask\n    http: {method} {{{{ shop }}}}/items\n    expect: {{ status: {expected} }}", shop, service);

        await trial.RunAsync();

        Assert.Single(shop.Seen);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Thu, 01 Jan 1970 00:00:09 GMT", 9)]
    [InlineData("-3", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999999999", null)]
    public void Retry_after_is_read_as_it_may_be_written(string text, int? seconds) =>
        Assert.Equal(seconds, RetryAfter.Parse(text, DateTimeOffset.UnixEpoch)?.TotalSeconds);

    private static IEnumerable<StepRecord> Leaves(StepRecord step) => step.Inner.IsEmpty ? [step] : step.Inner.SelectMany(Leaves);

    private static Trial Limited(string steps, FakeService shop, string limit) => Of(steps, shop, $"limit: {{ {limit} }}");

    private static Trial Of(string steps, FakeService shop, string service) => new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["seatrial.yaml"] = $"project: shop\nservices: {{ shop: {{ {service} }} }}\nenvironments: {{ local: {{ services: {{ shop: '{shop.Address}' }} }} }}",
        ["flows/flow.flow.yaml"] = $"flow: A journey\nwithin: 20s\nsteps:\n{steps}\n",
    });

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var before && before != seen)
        {
            seen = before;
        }
    }
}
