using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shop.Payments;

namespace Shop.Tests;

public sealed class PaymentsTests(IdentityFixture identity)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Charge_OfAnOrder_IsCapturedAndEverybodyHears()
    {
        await using var others = await Peer.StartAsync();
        await using var payments = await StartAsync(others);
        using var orders = payments.As(await identity.TokenAsync("orders-service", "payments.write"));
        orders.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        orders.DefaultRequestHeaders.Add("baggage", "seatrial.run=r-1");

        using var answer = await orders.PostAsJsonAsync("charges", Request("o-1"), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var charge = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(12.50m, charge.GetProperty("amount").GetProperty("amount").GetDecimal());
        Assert.Contains("paid", (await others.AskedForAsync("/orders/o-1/events")).Body, StringComparison.Ordinal);
        var reserve = await others.AskedForAsync("/reservations");
        Assert.Contains("PART-001", reserve.Body, StringComparison.Ordinal);
        Assert.Equal("reserve:o-1", reserve.Headers["Idempotency-Key"]);
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", reserve.Headers["traceparent"], StringComparison.Ordinal);
        Assert.Equal("seatrial.run=r-1", reserve.Headers["baggage"].Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Charge_AskedTwice_IsTakenOnce()
    {
        await using var others = await Peer.StartAsync();
        await using var payments = await StartAsync(others);
        using var orders = payments.As(await identity.TokenAsync("orders-service", "payments.write"));

        using var first = await orders.PostAsJsonAsync("charges", Request("o-2"), Cancellation);
        using var second = await orders.PostAsJsonAsync("charges", Request("o-2"), Cancellation);
        await others.AskedForAsync("/reservations");

        Assert.Equal(
            await first.Content.ReadAsStringAsync(Cancellation), await second.Content.ReadAsStringAsync(Cancellation));
        Assert.Single(others.All, asked => asked.Path == "/reservations");
    }

    [Fact]
    public async Task Refund_OfACharge_IsSeenByItsBuyer()
    {
        await using var others = await Peer.StartAsync();
        await using var payments = await StartAsync(others);
        using var orders = payments.As(await identity.TokenAsync("orders-service", "payments.write"));
        using var alice = payments.As(await identity.SignInAsync("alice"));
        using var charged = await orders.PostAsJsonAsync("charges", Request("o-3"), Cancellation);

        using var refunded = await orders.PostAsJsonAsync(
            "refunds", new { orderId = "o-3", buyer = "alice", currency = "EUR" }, Cancellation);
        var receipt = await alice.GetFromJsonAsync<JsonElement>("charges/o-3", Cancellation);

        Assert.Equal("refunded", receipt.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Charge_OfNothing_IsRefused()
    {
        await using var others = await Peer.StartAsync();
        await using var payments = await StartAsync(others);
        using var orders = payments.As(await identity.TokenAsync("orders-service", "payments.write"));
        var nothing = new
        {
            orderId = "o-4",
            buyer = "alice",
            amount = new { amount = 0, currency = "EUR" },
            lines = Array.Empty<object>(),
        };

        using var answer = await orders.PostAsJsonAsync("charges", nothing, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private static object Request(string orderId) => new
    {
        orderId,
        buyer = "alice",
        amount = new { amount = 12.50m, currency = "EUR" },
        lines = new[] { new { sku = "PART-001", quantity = 1 } },
    };

    private Task<RunningService> StartAsync(Peer others) => RunningService.StartAsync(
        PaymentsService.Build,
        identity.Setting,
        ("Services:orders", others.Address),
        ("Services:inventory", others.Address),
        ("Payments:AcquirerLatency", "00:00:00.001"));
}
