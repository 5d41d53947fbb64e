using Shop.ServiceDefaults.Calls;

namespace Shop.Catalog.Stock;

/// <summary>How many of an item can be had, as inventory says.</summary>
internal sealed class StockLevels(ServiceCaller caller, CatalogOptions options)
{
    public async Task<IReadOnlyDictionary<string, int>> OfAsync(
        IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        // One item at a time keeps addresses short, which long lists of SKUs had made too long for some proxies.
        var levels = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sku in skus)
        {
            var answer = await caller.SendAsync<StockLevel[]>(
                Request($"/stock?sku={Uri.EscapeDataString(sku)}"), cancellationToken);
            foreach (var level in answer)
            {
                levels[level.Sku] = level.Available;
            }
        }

        return levels;
    }

    private ServiceRequest Request(string path) => new(HttpMethod.Get, "inventory", path)
    {
        Address = options.StockAddress is { } address ? ServiceAddresses.Parse(address) : null,
        Timeout = options.StockTimeout,
    };
}
