using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Core.Load;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;

namespace Seatrial.Flows.Tests.Load;

public sealed class LoadRunTests
{
    private const string Allowed = "    allowLoad: true";
    private const string Look = "  - name: Look\n    http: GET {{ shop }}/items\n    expect: { status: 200 }";

    [Fact]
    public async Task A_rate_is_kept_and_every_journey_counts()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/items", static () => "[]"));
        using Trial trial = Of($"{Look}\n  - name: Look again\n    http: GET {{{{ shop }}}}/items\n    expect: {{ status: 200 }}", shop, "rate: 50/s, for: 2s, thresholds: { duration.p95: { below: 5s }, step.Look.p50: { below: 5s }, rate: { atLeast: 40/s } }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        LoadReport load = result.Load!;
        Assert.Equal((100, 100, 0, 0), (load.Began, load.Passed, load.Failed, load.Dropped));
        Assert.Equal(200, shop.Seen.Count);
        Assert.Equal(50, load.Rate);
        Assert.Equal(["", "Look", "Look again"], load.Latencies.Select(static l => l.Name));
        Assert.All(load.Latencies, static l => Assert.Equal(100, l.Count));
        Assert.Equal(["duration.p95", "step.Look.p50", "rate", "errors", "dropped"], load.Thresholds.Select(static t => t.Subject));
        Assert.All(load.Thresholds, static t => Assert.True(t.Passed));
        // One journey is recorded to be looked at, and the load itself.
        Assert.Equal(["Look (journey 1)", "Look again (journey 1)", "load 50/s for 2s, at most 100 users"], trial.Sink.Steps.Select(static s => StableJourney(s.Name)));
        Assert.Equal(shop.Seen.Select(static s => s.Headers["traceparent"]).Distinct(StringComparer.Ordinal).Count(), shop.Seen.Count);
    }

    [Fact]
    public async Task A_service_that_stalls_cannot_hide_it()
    {
        // For 600 ms it answers nobody, then all at once: who would ask one after another would see a single slow answer.
        long start = 0;
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/items", async () =>
        {
            long now = Environment.TickCount64;
            Interlocked.CompareExchange(ref start, now, 0);
            long at = now - start;
            if (at is > 500 and < 1100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1100 - at), TimeProvider.System, TestContext.Current.CancellationToken); // slow on purpose: the stall
            }

            return "[]";
        }));
        using Trial trial = Of(Look, shop, "rate: 50/s, for: 2s, thresholds: { duration.p90: { below: 200ms } }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Assert.Equal(100, result.Load!.Began);
        Assert.InRange(result.Load.Latencies[0].P90, TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(5));
        Assert.StartsWith("Load of 50/s for 2s, at most 100 users: duration.p90: expected below 200ms, was ", result.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("the slowest, journey ", result.Failure.Message, StringComparison.Ordinal);
        Assert.Equal("shop", result.Failure.Target);
    }

    [Fact]
    public async Task Journeys_that_find_no_free_user_are_dropped_and_told()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/items", static async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, TestContext.Current.CancellationToken); // slow on purpose: longer than the load
            return "[]";
        }));
        using Trial trial = Of(Look, shop, "rate: 20/s, for: 1s, maxUsers: 3");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((3, 17), (result.Load!.Began, result.Load.Dropped));
        Assert.Equal((FlowOutcome.Failed, FailureKind.Expectation), (result.Outcome, result.Failure!.Kind));
        Assert.Contains("dropped: expected 0 (unless the flow says otherwise), was 17 of 20", result.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_is_counted_in_whole_and_kept_in_samples()
    {
        int asked = 0;
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/items", () => Results.StatusCode(Interlocked.Increment(ref asked) % 4 == 0 ? 503 : 200)));
        using Trial trial = Of(Look, shop, "users: 2, for: 1s, pause: 10ms");

        FlowAttemptResult result = await trial.RunAsync();

        LoadReport load = result.Load!;
        Assert.Equal(asked / 4, load.Failed);
        Assert.Equal(asked, load.Passed + load.Failed);
        Assert.Equal(load.Failed, Assert.Single(load.Failures).Count);
        Assert.Equal((FailureKind.Expectation, 503, "shop"), (result.Failure!.Kind, result.Failure.HttpStatus, result.Failure.Target));
        Assert.Contains("status: expected 200, was 503", result.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, trial.Sink.Steps.Count);
        Assert.Contains("503", trial.Sink.Exchanges[1]!.Response!.StartLine, StringComparison.Ordinal);
        Assert.Null(load.RateAsked);
    }

    [Fact]
    public async Task Some_failures_may_be_allowed()
    {
        int asked = 0;
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/items", () => Results.StatusCode(Interlocked.Increment(ref asked) % 10 == 0 ? 503 : 200)));
        using Trial trial = Of(Look, shop, "rate: 50/s, for: 1s, thresholds: { errors: { below: 25% }, errors.count: { atMost: 5 } }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(5, result.Load!.Failed);
        Assert.Equal("10 %: 5 of 50", result.Load.Thresholds[0].Actual);
    }

    [Fact]
    public async Task Every_journey_cleans_up_under_a_name_of_its_own()
    {
        await using FakeService shop = await FakeService.StartAsync(static app =>
        {
            int next = 0;
            app.MapPost("/orders", () => new { id = Interlocked.Increment(ref next) });
            app.MapDelete("/orders/{id:int}", static () => Results.NoContent());
        });
        using Trial trial = Of("  - name: Order\n    http: POST {{ shop }}/orders\n    headers: { Idempotency-Key: '{{ uuid() }}' }\n    expect: { status: 200 }\n    capture: { order: $.id }\n    cleanup: { http: 'DELETE {{ shop }}/orders/{{ order }}' }", shop, "rate: 20/s, for: 1s");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(20, trial.Sink.Registered.Count);
        Assert.All(trial.Sink.Registered.Keys, static id => Assert.Matches("^flow/1/j[0-9]+/0/0$", id));
        Assert.All(trial.Sink.Cleaned.Values, static cleaned => Assert.Equal(CleanupOutcome.Done, cleaned.Outcome));
        Assert.Equal(Enumerable.Range(1, 20).Select(static n => $"DELETE /orders/{n}").Order(StringComparer.Ordinal), shop.SeenLines.Where(static l => l.StartsWith("DELETE", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(20, shop.Seen.Where(static s => s.Method == "POST").Select(static s => s.Headers["Idempotency-Key"]).Distinct(StringComparer.Ordinal).Count());

        // A later process finds the same cleanup again by its name.
        CleanupRegistration one = trial.Sink.Registered["flow/1/j7/0/0"];
        Assert.Equal(CleanupOutcome.Done, (await trial.NewRunner().CleanAsync(Trial.Attempt(), one, isArmed: true, TestContext.Current.CancellationToken)).Outcome);
    }

    [Fact]
    public async Task A_load_that_certainly_goes_too_badly_ends_early()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/items", static () => Results.StatusCode(500)));
        using Trial trial = Of(Look, shop, "rate: 100/s, for: 10m, abortOn: { errors: { above: 50% } }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Assert.StartsWith("after ", result.Load!.EndedEarly, StringComparison.Ordinal);
        Assert.EndsWith(", certainly above 50%", result.Load.EndedEarly, StringComparison.Ordinal);
        Assert.InRange(result.Load.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.InRange(result.Load.Rate, 50, 120);
    }

    [Fact]
    public async Task Where_load_is_not_allowed_nothing_is_sent()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/items", static () => "[]"));
        using Trial trial = Trial.Of(Look, shop.Address, header: "load: { rate: 50/s, for: 2s }", more: "  elsewhere:\n    allowLoad: true\n    services: { shop: 'http://elsewhere.example' }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FlowOutcome.Inconclusive, FailureKind.Test), (result.Outcome, result.Failure!.Kind));
        Assert.Equal("the environment local does not allow load: `allowLoad: true` in seatrial.yaml would", result.Failure.Message);
        Assert.Empty(shop.Seen);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_the_load_and_counts_for_nothing()
    {
        using CancellationTokenSource stop = new();
        int asked = 0;
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/items", () =>
        {
            if (Interlocked.Increment(ref asked) == 5)
            {
                stop.Cancel();
            }

            return "[]";
        }));
        using Trial trial = Of(Look, shop, "rate: 50/s, for: 10m");

        FlowAttemptResult result = await trial.RunAsync(stop.Token);

        Assert.Equal((FlowOutcome.Inconclusive, FailureKind.Cancelled), (result.Outcome, result.Failure!.Kind));
    }

    private static string StableJourney(string name) => name.StartsWith("load", StringComparison.Ordinal) ? name : $"{name[..name.IndexOf("(journey", StringComparison.Ordinal)]}(journey 1)";

    private static Trial Of(string steps, FakeService shop, string load) => Trial.Of(steps, shop.Address, header: $"within: 20s\nload: {{ {load} }}", more: Allowed);
}
