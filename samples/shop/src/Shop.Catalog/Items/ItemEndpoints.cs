using Microsoft.AspNetCore.Http.HttpResults;
using Shop.Catalog.Stock;
using Shop.ServiceDefaults.Problems;
using Shop.ServiceDefaults.Security;

namespace Shop.Catalog.Items;

/// <summary>Anybody may look; the back office adds and removes.</summary>
internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/items", ListAsync);
        endpoints.MapGet("/items/{sku}", Find);
        endpoints.MapPost("/items", Add).RequireScope(Scopes.Manage);
        endpoints.MapDelete("/items/{sku}", Remove).RequireScope(Scopes.Manage);
    }

    private static async Task<Results<Ok<ItemPage>, ProblemHttpResult>> ListAsync(
        ItemStore items,
        StockLevels stock,
        CatalogOptions options,
        CancellationToken cancellationToken,
        string? q = null,
        string? category = null,
        bool inStock = false,
        int page = 1,
        int? pageSize = null)
    {
        var size = pageSize ?? options.PageSize;
        if (page < 1 || size is < 1 or > ItemFilter.LargestPage)
        {
            return ShopProblems.Problem(
                StatusCodes.Status400BadRequest, "bad-page", $"Pages start at 1 and hold 1 to {ItemFilter.LargestPage} items.");
        }

        var found = items.List(new ItemFilter(q, category, page, size));
        if (inStock)
        {
            var levels = await stock.OfAsync([.. found.Select(item => item.Sku)], cancellationToken);
            found = [.. found.Where(item => levels.GetValueOrDefault(item.Sku) > 0)];
        }

        return TypedResults.Ok(new ItemPage(found, page, size));
    }

    private static Results<Ok<Item>, ProblemHttpResult> Find(string sku, ItemStore items) =>
        items.Find(sku) is { } item ? TypedResults.Ok(item) : NoSuchItem(sku);

    private static Results<Created<Item>, ProblemHttpResult> Add(Item item, ItemStore items)
    {
        if (string.IsNullOrWhiteSpace(item.Sku) || string.IsNullOrWhiteSpace(item.Name) || item.Price.Minor <= 0)
        {
            return ShopProblems.Problem(
                StatusCodes.Status422UnprocessableEntity, "bad-item", "An item has a SKU, a name and a price above zero.");
        }

        return items.Add(item)
            ? TypedResults.Created($"/items/{item.Sku}", item)
            : ShopProblems.Problem(StatusCodes.Status409Conflict, "item-exists", $"There is an item {item.Sku} already.");
    }

    private static NoContent Remove(string sku, ItemStore items)
    {
        items.Remove(sku);
        return TypedResults.NoContent();
    }

    internal static ProblemHttpResult NoSuchItem(string sku) =>
        ShopProblems.Problem(StatusCodes.Status404NotFound, "no-such-item", $"There is no item {sku}.");
}
