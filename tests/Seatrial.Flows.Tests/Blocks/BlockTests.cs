using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Blocks;

public sealed class BlockTests
{
    [Fact]
    public async Task RunAsync_Parallel_BranchesMeetAndLeaveTheirCaptures()
    {
        using CountdownEvent both = new(2);
        await using FakeService shop = await FakeService.StartAsync(app =>
        {
            // Each answers only once the other was asked, too: in turn, this would never end.
            app.MapGet("/meet/{name}", (string name) =>
            {
                both.Signal();
                both.Wait(TestContext.Current.CancellationToken);
                return new { name };
            });
            app.MapGet("/after", static () => "ok");
        });
        using Trial trial = Trial.Of(
            """
              - name: Both
                parallel:
                  - name: One
                    http: GET {{ shop }}/meet/one
                    expect: { $.name: one }
                    capture: { first: $.name }
                  - name: Other branch
                    steps:
                      - http: GET {{ shop }}/meet/two
                        capture: { second: $.name }
                      - http: GET {{ shop }}/after?of={{ second }}
                        expect: { status: 200 }
              - http: GET {{ shop }}/after?{{ first }}={{ second }}
                expect: { status: 200 }
            """,
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Contains("GET /after?of=two", shop.SeenLines);
        Assert.Equal("GET /after?one=two", shop.SeenLines.Last());
        Assert.Equal(["One", "Other branch"], trial.Sink.Steps[0].Inner.Select(static r => r.Name));
        Assert.Equal(2, trial.Sink.Steps[0].Inner[1].Inner.Length);
        Assert.All(shop.Seen.Take(3), request => Assert.Equal(result.TraceIds[0], request.Headers["traceparent"].Split('-')[1]));
    }

    [Fact]
    public async Task RunAsync_ABranchFails_TheOthersEndAndTheStepTellsWhich()
    {
        await using FakeService shop = await OrdersAsync();
        using Trial trial = Trial.Of(
            """
              - name: Both
                parallel:
                  - name: Broken
                    http: GET {{ shop }}/nowhere
                    expect: { status: 200 }
                  - name: Sound
                    http: GET {{ shop }}/orders/1
                    expect: { status: 200 }
            """,
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal([StepOutcome.Failed, StepOutcome.Passed], trial.Sink.Steps[0].Inner.Select(static r => r.Outcome));
        Assert.Equal(404, result.Failure!.HttpStatus);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_ForEach_RunsEveryItemAndGathersCaptures()
    {
        await using FakeService shop = await OrdersAsync();
        using Trial trial = Trial.Of(
            """
              - name: Order each
                forEach: [lamp, chair, desk]
                item: thing
                atOnce: 2
                steps:
                  - http: POST {{ shop }}/orders
                    json: { thing: '{{ thing }}' }
                    expect: { status: 201, $.thing: '{{ thing }}' }
                    capture: { orderId: $.id }
                    cleanup:
                      - http: DELETE {{ shop }}/orders/{{ orderId }}
                expect: { $: { count: 3 } }
                capture: { ids: '$[*].orderId' }
              - http: GET {{ shop }}/orders/{{ ids[2] }}
                expect: { status: 200 }
            """,
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(["thing 1: lamp", "thing 2: chair", "thing 3: desk"], trial.Sink.Steps[0].Inner.Select(static r => r.Name));
        Assert.Equal(["flow/1/0:0.0/0", "flow/1/0:1.0/0", "flow/1/0:2.0/0"], trial.Sink.Cleaned.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(3, shop.SeenLines.Count(static line => line.StartsWith("DELETE /orders/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_SomeItemsFail_AllAreTriedAndTheFirstIsTold()
    {
        await using FakeService shop = await OrdersAsync();
        using Trial trial = Trial.Of(
            """
              - name: Read each
                forEach: [1, 404, 2, 405]
                steps:
                  - http: GET {{ shop }}/orders/{{ item }}
                    expect: { status: 200 }
            """,
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(4, shop.Seen.Count);
        Snapshot.Match(Trial.Stable(result.Failure!.Message));
    }

    [Fact]
    public async Task CleanAsync_CleanupInALane_IsFoundAgain()
    {
        await using FakeService shop = await OrdersAsync();
        using Trial trial = Trial.Of(
            """
              - forEach: [lamp, chair]
                steps:
                  - parallel:
                      - http: POST {{ shop }}/orders
                        json: { thing: '{{ item }}' }
                        expect: { status: 201 }
                        capture: { orderId: $.id }
                        cleanup:
                          - http: DELETE {{ shop }}/orders/{{ orderId }}
            """,
            shop.Address);
        await trial.RunAsync();

        CleanupResult result = await trial.NewRunner().CleanAsync(
            Trial.Attempt(),
            trial.Sink.Registered["flow/1/0:1.0:0.0/0"],
            isArmed: true,
            TestContext.Current.CancellationToken);

        Assert.Equal(CleanupOutcome.Done, result.Outcome);
        Assert.Equal(3, shop.SeenLines.Count(static line => line.StartsWith("DELETE /orders/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_ForEachOfNoList_IsTheTestsFault()
    {
        await using FakeService shop = await OrdersAsync();
        using Trial trial = Trial.Of(
            """
              - http: GET {{ shop }}/orders/1
                capture: { one: $.id }
              - forEach: '{{ one }}'
                steps:
                  - http: GET {{ shop }}/orders/{{ item }}
                    expect: { status: 200 }
            """,
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Assert.Contains("'forEach' needs a list, and {{ one }} is of type number", result.Failure.Message, StringComparison.Ordinal);
    }

    private static Task<FakeService> OrdersAsync() => FakeService.StartAsync(app =>
    {
        int made = 0;
        app.MapPost("/orders", (Order order) => Results.Json(new { id = Interlocked.Increment(ref made), thing = order.Thing }, statusCode: 201));
        app.MapGet("/orders/{id:int}", static (int id) => id < 400 ? Results.Ok(new { id }) : Results.NotFound());
        app.MapDelete("/orders/{id:int}", static () => Results.NoContent());
    });

    private sealed record Order(string Thing);
}
