using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shop.Orders;
using Shop.Orders.Ordering;

namespace Shop.Tests;

public sealed class OrdersTests(IdentityFixture identity)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_OfAnItem_HasItsPriceAndIsCharged()
    {
        await using var others = await StartPeerAsync();
        await using var orders = await StartAsync(others);
        using var alice = orders.As(await identity.SignInAsync("alice"));

        using var placed = await alice.PostAsJsonAsync("orders", new { sku = "BOOK-001", quantity = 2 }, Cancellation);

        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        var order = await placed.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(25m, order.GetProperty("total").GetProperty("amount").GetDecimal());
        Assert.Equal("pending", order.GetProperty("state").GetString());
        var charge = JsonSerializer.Deserialize<JsonElement>((await others.AskedForAsync("/charges")).Body);
        Assert.Equal(25m, charge.GetProperty("amount").GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task Order_WithTheSameKey_IsTheSameOrder()
    {
        await using var others = await StartPeerAsync();
        await using var orders = await StartAsync(others);
        using var alice = orders.As(await identity.SignInAsync("alice"));
        alice.DefaultRequestHeaders.Add(IdempotencyKey.Header, "key-1");

        var first = await IdOfAsync(await alice.PostAsJsonAsync("orders", new { sku = "BOOK-001" }, Cancellation));
        var second = await IdOfAsync(await alice.PostAsJsonAsync("orders", new { sku = "BOOK-001" }, Cancellation));
        using var other = await alice.PostAsJsonAsync("orders", new { sku = "BOOK-002" }, Cancellation);

        Assert.Equal(first, second);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task Order_Cancelled_IsRefundedAndReleased()
    {
        await using var others = await StartPeerAsync();
        await using var orders = await StartAsync(others);
        using var alice = orders.As(await identity.SignInAsync("alice"));
        var id = await IdOfAsync(await alice.PostAsJsonAsync("orders", new { sku = "BOOK-001" }, Cancellation));

        using var deleted = await alice.DeleteAsync($"orders/{id}", Cancellation);
        var order = await alice.GetFromJsonAsync<JsonElement>($"orders/{id}", Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("cancelled", order.GetProperty("state").GetString());
        await others.AskedForAsync("/refunds");
        await others.AskedForAsync($"/reservations/{id}/release");
    }

    [Fact]
    public async Task Order_ThatCannotBeCharged_Fails()
    {
        await using var others = await StartPeerAsync(Results.StatusCode(StatusCodes.Status400BadRequest));
        await using var orders = await StartAsync(others);
        using var alice = orders.As(await identity.SignInAsync("alice"));
        var id = await IdOfAsync(await alice.PostAsJsonAsync("orders", new { sku = "BOOK-001" }, Cancellation));

        await Eventually.TrueAsync(async () =>
            (await alice.GetFromJsonAsync<JsonElement>($"orders/{id}", Cancellation))
                .GetProperty("state").GetString() == "failed");
    }

    [Theory]
    [InlineData("""{ "quantity": 1 }""")]
    [InlineData("""{ "sku": "BOOK-001", "quantity": 0 }""")]
    [InlineData("""{ "sku": "BOOK-001", "currency": "XXX" }""")]
    [InlineData("""{ "lines": [{ "sku": "A", "quantity": 1 }, { "sku": "A", "quantity": 1 }] }""")]
    [InlineData("""{ "sku": "UNKNOWN" }""")]
    public async Task Order_ThatMakesNoSense_IsRefused(string body)
    {
        await using var others = await StartPeerAsync();
        await using var orders = await StartAsync(others);
        using var alice = orders.As(await identity.SignInAsync("alice"));

        using var content = new StringContent(body, null, "application/json");
        using var answer = await alice.PostAsync("orders", content, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Order_ReadByAStranger_IsRefused()
    {
        await using var others = await StartPeerAsync();
        await using var orders = await StartAsync(others);

        using var answer = await orders.Http.GetAsync("orders/any", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("pending", "paid", true)]
    [InlineData("pending", "allocated", true)]
    [InlineData("allocated", "paid", false)]
    [InlineData("cancelled", "allocated", false)]
    [InlineData("failed", "paid", false)]
    public void CanBecome_NeverGoesBack(string current, string next, bool can) =>
        Assert.Equal(can, OrderState.CanBecome(current, next));

    private static async Task<string> IdOfAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var order = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            return order.GetProperty("id").GetString()!;
        }
    }

    private static Task<Peer> StartPeerAsync(IResult? charge = null) => Peer.StartAsync(request => request.Path.Value switch
    {
        "/items/UNKNOWN/quote" => Results.NotFound(),
        "/charges" => charge ?? Results.Ok(),
        _ => new { unitPrice = new { amount = 12.50m, currency = "EUR" } },
    });

    private Task<RunningService> StartAsync(Peer others) => RunningService.StartAsync(
        OrdersService.Build,
        identity.Setting,
        ("Services:catalog", others.Address),
        ("Services:payments", others.Address),
        ("Services:inventory", others.Address));
}
