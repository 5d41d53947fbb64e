using Microsoft.AspNetCore.Http.HttpResults;
using Shop.ServiceDefaults.Problems;
using Shop.ServiceDefaults.Security;

namespace Shop.Inventory.Stock;

/// <summary>Anybody may ask how many there are; the back office says so.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/stock", ListAsync);
        endpoints.MapGet("/stock/{sku}", FindAsync);
        endpoints.MapPut("/stock/{sku}", Set);
        endpoints.MapDelete("/stock/{sku}", Remove).RequireScope(Scopes.Manage);
    }

    private static async Task<Ok<IReadOnlyList<StockLevel>>> ListAsync(
        string[] sku, StockStore stock, InventoryOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(options.WarehouseLatency, time, cancellationToken);
        return TypedResults.Ok(stock.Of(sku));
    }

    private static async Task<Results<Ok<StockLevel>, ProblemHttpResult>> FindAsync(
        string sku, StockStore stock, InventoryOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(options.WarehouseLatency, time, cancellationToken);
        return stock.Of([sku]) is [var level]
            ? TypedResults.Ok(level)
            : ShopProblems.Problem(StatusCodes.Status404NotFound, "no-such-item", $"Nobody has stored {sku}.");
    }

    private static Results<Ok<StockLevel>, ProblemHttpResult> Set(string sku, StockCount count, StockStore stock)
    {
        if (count.Available < 0)
        {
            return ShopProblems.Problem(
                StatusCodes.Status422UnprocessableEntity, "bad-count", "There cannot be fewer than none.");
        }

        stock.Set(sku, count.Available);
        return TypedResults.Ok(new StockLevel(sku, count.Available));
    }

    private static NoContent Remove(string sku, StockStore stock)
    {
        stock.Remove(sku);
        return TypedResults.NoContent();
    }
}
