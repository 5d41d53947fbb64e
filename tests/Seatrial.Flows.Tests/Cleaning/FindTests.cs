using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;

namespace Seatrial.Flows.Tests.Cleaning;

/// <summary>Things whose id the server chose, made by a request whose answer was lost.</summary>
public sealed class FindTests
{
    private const string Orders = """
        variables:
          reference: 'trial-{{ uuid() }}'
        steps:
          - name: Place the order
            http: POST {{ shop }}/orders
            json: { reference: '{{ reference }}' }
            expect: { status: 201 }
            capture: { orderId: $.id }
            cleanup:
              - find:
                  http: GET {{ shop }}/orders?reference={{ reference }}
                  capture: { orderId: '$.orders[*].id' }
                http: DELETE {{ shop }}/orders/{{ orderId }}
        """;

    [Fact]
    public async Task RunAsync_AnswerLost_FindsAndRemovesWhatItMadeAndNothingElse()
    {
        await using Shop shop = await Shop.StartAsync(losesAnswers: true);
        using Trial trial = Of(shop.Address);

        await trial.RunAsync();

        Assert.Equal(new CleanupResult(CleanupOutcome.Done, "2 found and removed"), Assert.Single(trial.Sink.Cleaned).Value);
        Assert.Equal(["somebody else's"], shop.References);
    }

    [Fact]
    public async Task CleanAsync_DiedBeforeTheAnswer_FindsByTheSameReference()
    {
        await using Shop shop = await Shop.StartAsync(losesAnswers: true);
        using Trial trial = Of(shop.Address);
        await trial.RunAsync();
        CleanupRegistration journalled = trial.Sink.Registered["flow/1/0/0"];
        shop.Place(shop.Asked[0]);

        CleanupResult result = await trial.NewRunner().CleanAsync(Trial.Attempt(), journalled, isArmed: false, TestContext.Current.CancellationToken);

        Assert.Equal(new CleanupResult(CleanupOutcome.Done, "1 found and removed"), result);
        Assert.Equal(["somebody else's"], shop.References);
    }

    [Fact]
    public async Task RunAsync_AnswerCame_DoesNotLook()
    {
        await using Shop shop = await Shop.StartAsync(losesAnswers: false);
        using Trial trial = Of(shop.Address);

        await trial.RunAsync();

        Assert.Equal(new CleanupResult(CleanupOutcome.Done), Assert.Single(trial.Sink.Cleaned).Value);
        Assert.Equal(0, shop.Looks);
    }

    [Fact]
    public async Task RunAsync_CannotLook_IsInDoubtAndSaysWhy()
    {
        await using Shop shop = await Shop.StartAsync(losesAnswers: true);
        shop.LookStatus = 503;
        using Trial trial = Of(shop.Address);

        await trial.RunAsync();

        CleanupResult result = Assert.Single(trial.Sink.Cleaned).Value;
        Assert.Equal(CleanupOutcome.InDoubt, result.Outcome);
        Assert.Equal("what the step may have made could not be found: GET {{ shop }}/orders?reference={{ reference }} answered 503", result.Detail);
    }

    [Fact]
    public async Task RunAsync_OneOfThoseFoundStays_Failed()
    {
        await using Shop shop = await Shop.StartAsync(losesAnswers: true);
        shop.Locked = 2;
        using Trial trial = Of(shop.Address);

        await trial.RunAsync();

        CleanupResult result = Assert.Single(trial.Sink.Cleaned).Value;
        Assert.Equal(CleanupOutcome.Failed, result.Outcome);
        Assert.StartsWith("1 of 2 found were not removed: DELETE {{ shop }}/orders/{{ orderId }} answered 423", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_VariablesOfTwoAttempts_Differ_AndOfTheSameAttempt_Not()
    {
        await using Shop shop = await Shop.StartAsync(losesAnswers: false);
        using Trial trial = Of(shop.Address);

        foreach (long seed in (long[])[42, 42, 4711])
        {
            await trial.Runner.RunAsync(Trial.Attempt(seed: seed), new RecordingSink(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(shop.Asked[0], shop.Asked[1]);
        Assert.NotEqual(shop.Asked[0], shop.Asked[2]);
    }

    private static Trial Of(string address) => new(
        new() { ["flow"] = $"flow: Orders\n{Orders}" },
        new() { ["shop"] = address });

    /// <summary>A shop that may take orders twice and hang up instead of answering.</summary>
    private sealed class Shop : IAsyncDisposable
    {
        private readonly Dictionary<int, string> _orders = new() { [1] = "somebody else's" };
        private readonly List<string> _asked = [];
        private FakeService? _service;
        private int _last = 1;

        public string Address => _service!.Address;

        public IEnumerable<string> References => _orders.Values;

        public List<string> Asked => _asked;

        public int Looks { get; private set; }

        public int LookStatus { get; set; } = 200;

        public int Locked { get; set; }

        public static async Task<Shop> StartAsync(bool losesAnswers)
        {
            Shop shop = new();
            shop._service = await FakeService.StartAsync(app =>
            {
                app.MapPost("/orders", async (HttpContext context) =>
                {
                    Order order = (await context.Request.ReadFromJsonAsync<Order>(context.RequestAborted))!;
                    shop._asked.Add(order.Reference);
                    int id = shop.Place(order.Reference);
                    if (losesAnswers)
                    {
                        shop.Place(order.Reference);
                        context.Abort();
                        return;
                    }

                    await Results.Json(new { id }, statusCode: 201).ExecuteAsync(context);
                });
                app.MapGet("/orders", (string reference) =>
                {
                    shop.Looks++;
                    return Results.Json(new { orders = shop._orders.Where(o => o.Value == reference).Select(o => new { id = o.Key }) }, statusCode: shop.LookStatus);
                });
                app.MapDelete("/orders/{id:int}", (int id) => id == shop.Locked ? Results.StatusCode(423) : shop._orders.Remove(id) ? Results.NoContent() : Results.NotFound());
            });
            return shop;
        }

        public ValueTask DisposeAsync() => _service!.DisposeAsync();

        public int Place(string reference)
        {
            _orders[++_last] = reference;
            return _last;
        }

        private sealed record Order(string Reference);
    }
}
