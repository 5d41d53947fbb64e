using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shop.Inventory;

namespace Shop.Tests;

public sealed class InventoryTests(IdentityFixture identity)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reservation_OfWhatIsThere_TakesItAndTellsOrders()
    {
        await using var orders = await Peer.StartAsync();
        await using var inventory = await StartAsync(orders);
        using var payments = inventory.As(await identity.TokenAsync("payments-service", "inventory.write"));

        using var answer = await payments.PostAsJsonAsync("reservations", Request("o-1", "PART-001", 2), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(998, await StockOfAsync(inventory, "PART-001"));
        Assert.Contains("allocated", (await orders.AskedForAsync("/orders/o-1/events")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reservation_AskedTwice_TakesOnce()
    {
        await using var orders = await Peer.StartAsync();
        await using var inventory = await StartAsync(orders);
        using var payments = inventory.As(await identity.TokenAsync("payments-service", "inventory.write"));

        using var first = await payments.PostAsJsonAsync("reservations", Request("o-2", "PART-002", 2), Cancellation);
        using var second = await payments.PostAsJsonAsync("reservations", Request("o-2", "PART-002", 2), Cancellation);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(998, await StockOfAsync(inventory, "PART-002"));
    }

    [Fact]
    public async Task Reservation_OfWhatIsGone_IsRefusedAndOrdersHears()
    {
        await using var orders = await Peer.StartAsync();
        await using var inventory = await StartAsync(orders);
        using var payments = inventory.As(await identity.TokenAsync("payments-service", "inventory.write"));

        using var answer = await payments.PostAsJsonAsync("reservations", Request("o-3", "LAMP-002", 1), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("sold-out", (await orders.AskedForAsync("/orders/o-3/events")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stock_SetByTheBackOffice_IsWhatAnybodySees()
    {
        await using var orders = await Peer.StartAsync();
        await using var inventory = await StartAsync(orders);
        using var office = inventory.As(await identity.TokenAsync("shop-backoffice", "shop.manage"));

        using var set = await office.PutAsJsonAsync("stock/NEW-1", new { available = 7 }, Cancellation);
        using var negative = await office.PutAsJsonAsync("stock/NEW-1", new { available = -7 }, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, negative.StatusCode);
        Assert.Equal(7, await StockOfAsync(inventory, "NEW-1"));
    }

    [Fact]
    public async Task Reservation_WithAShoppersToken_IsRefused()
    {
        await using var orders = await Peer.StartAsync();
        await using var inventory = await StartAsync(orders);
        using var alice = inventory.As(await identity.SignInAsync("alice"));

        using var answer = await alice.PostAsJsonAsync("reservations", Request("o-4", "PART-001", 1), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static object Request(string orderId, string sku, int quantity) =>
        new { orderId, lines = new[] { new { sku, quantity } } };

    private static async Task<int> StockOfAsync(RunningService inventory, string sku)
    {
        var level = await inventory.Http.GetFromJsonAsync<JsonElement>($"stock/{sku}", Cancellation);
        return level.GetProperty("available").GetInt32();
    }

    private Task<RunningService> StartAsync(Peer orders) => RunningService.StartAsync(
        InventoryService.Build, identity.Setting, ("Services:orders", orders.Address));
}
