using Microsoft.AspNetCore.Http.HttpResults;
using Shop.Catalog.Items;
using Shop.ServiceDefaults.Amounts;
using Shop.ServiceDefaults.Problems;

namespace Shop.Catalog.Quotes;

/// <summary>Prices in the currency of whoever asks.</summary>
internal static class QuoteEndpoints
{
    public static void MapQuotes(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/items/{sku}/quote", Give);

    private static Results<Ok<Quote>, ProblemHttpResult> Give(
        string sku, ItemStore items, string? currency = null, int quantity = 1)
    {
        if (quantity is < 1 or > 100)
        {
            return ShopProblems.Problem(
                StatusCodes.Status422UnprocessableEntity, "bad-quantity", "A quote is for 1 to 100 of an item.");
        }

        if (items.Find(sku) is not { } item)
        {
            return ItemEndpoints.NoSuchItem(sku);
        }

        currency ??= item.Price.Currency;
        if (!Currencies.IsKnown(currency))
        {
            return ShopProblems.Problem(
                StatusCodes.Status422UnprocessableEntity, "bad-currency", $"The shop does not trade in {currency}.");
        }

        var unitPrice = ExchangeRates.Convert(item.Price, currency);
        return TypedResults.Ok(new Quote
        {
            Sku = sku,
            Quantity = quantity,
            UnitPrice = unitPrice,
            Total = unitPrice.Times(quantity),
        });
    }
}
