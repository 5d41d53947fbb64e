using Shop.ServiceDefaults.Calls;

namespace Shop.Orders.Catalog;

/// <summary>Prices as the catalog names them.</summary>
internal sealed class CatalogPrices(ServiceCaller caller, OrdersOptions options)
{
    /// <summary>The price of one, or null where the catalog does not know the item.</summary>
    public async Task<PriceQuote?> FindAsync(string sku, string currency, CancellationToken cancellationToken)
    {
        var path = $"/items/{Uri.EscapeDataString(sku)}/quote?quantity=1&currency={currency}";
        var request = new ServiceRequest(HttpMethod.Get, "catalog", path) { Timeout = options.QuoteTimeout };
        try
        {
            return await caller.SendAsync<PriceQuote>(request, cancellationToken);
        }
        catch (ServiceCallException error) when (error.Status is 404)
        {
            return null;
        }
    }
}
