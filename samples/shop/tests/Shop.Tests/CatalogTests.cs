using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shop.Catalog;
using Shop.Catalog.Quotes;
using Shop.ServiceDefaults.Amounts;

namespace Shop.Tests;

public sealed class CatalogTests(IdentityFixture identity)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_ByName_AreFound()
    {
        await using var catalog = await StartAsync();

        var page = await catalog.Http.GetFromJsonAsync<JsonElement>("items?q=lantern", Cancellation);

        Assert.Equal("LAMP-001", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("sku").GetString());
    }

    [Fact]
    public async Task Items_InStock_LeavesOutWhatIsGone()
    {
        await using var inventory = await Peer.StartAsync(request => request.Query["sku"]
            .Select(sku => new { sku, available = sku == "LAMP-002" ? 0 : 3 }).ToArray());
        await using var catalog = await StartAsync(("Services:inventory", inventory.Address));

        var page = await catalog.Http.GetFromJsonAsync<JsonElement>("items?category=lamps&inStock=true", Cancellation);

        Assert.Equal("LAMP-001", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("sku").GetString());
    }

    [Theory]
    [InlineData("items?page=0", HttpStatusCode.BadRequest)]
    [InlineData("items?pageSize=1000", HttpStatusCode.BadRequest)]
    [InlineData("items/NOTHING", HttpStatusCode.NotFound)]
    [InlineData("items/NOTHING/quote", HttpStatusCode.NotFound)]
    [InlineData("items/BOOK-001/quote?currency=XXX", HttpStatusCode.UnprocessableEntity)]
    [InlineData("items/BOOK-001/quote?quantity=0", HttpStatusCode.UnprocessableEntity)]
    public async Task Request_ThatMakesNoSense_IsRefused(string path, HttpStatusCode status)
    {
        await using var catalog = await StartAsync();

        using var answer = await catalog.Http.GetAsync(path, Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("EUR", 1250)]
    [InlineData("USD", 1350)]
    [InlineData("JPY", 2000)]
    public async Task Quote_InACurrency_IsConvertedAndMultiplied(string currency, long unit)
    {
        await using var catalog = await StartAsync();

        var quote = await catalog.Http.GetFromJsonAsync<Quote>(
            $"items/BOOK-001/quote?quantity=2&currency={currency}", Cancellation);

        Assert.Equal(new Money(unit, currency), quote!.UnitPrice);
        Assert.Equal(new Money(2 * unit, currency), quote.Total);
    }

    [Fact]
    public async Task Item_AddedByTheBackOffice_CanBeSeenAndRemoved()
    {
        await using var catalog = await StartAsync();
        using var office = catalog.As(await identity.TokenAsync("shop-backoffice", "shop.manage"));
        var item = new { sku = "NEW-1", name = "New", category = "new", price = new Money(999, "EUR") };

        using var added = await office.PostAsJsonAsync("items", item, Cancellation);
        using var again = await office.PostAsJsonAsync("items", item, Cancellation);
        using var removed = await office.DeleteAsync("items/NEW-1", Cancellation);

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task Item_AddedByAnybody_IsRefused()
    {
        await using var catalog = await StartAsync();

        using var answer = await catalog.Http.PostAsJsonAsync("items", new { sku = "X" }, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Operations_AreAnonymous()
    {
        await using var catalog = await StartAsync(("SERVICE_NAME", "catalog"), ("SERVICE_VERSION", "1.2.3"));

        Assert.Equal("Healthy", await catalog.Http.GetStringAsync("health/ready", Cancellation));
        Assert.Equal("""{"service":"catalog","version":"1.2.3"}""", await catalog.Http.GetStringAsync("version", Cancellation));
    }

    private Task<RunningService> StartAsync(params (string Key, string Value)[] settings) =>
        RunningService.StartAsync(CatalogService.Build, [identity.Setting, .. settings]);
}
