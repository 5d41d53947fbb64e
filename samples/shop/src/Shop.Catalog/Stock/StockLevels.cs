using Shop.ServiceDefaults.Calls;

namespace Shop.Catalog.Stock;

/// <summary>How many of an item can be had, as inventory says.</summary>
internal sealed class StockLevels(ServiceCaller caller, CatalogOptions options)
{
    public async Task<IReadOnlyDictionary<string, int>> OfAsync(
        IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        if (skus.Count == 0)
        {
            return new Dictionary<string, int>(StringComparer.Ordinal);
        }

        var query = string.Join('&', skus.Select(sku => "sku=" + Uri.EscapeDataString(sku)));
        var levels = await caller.SendAsync<StockLevel[]>(Request($"/stock?{query}"), cancellationToken);
        return levels.ToDictionary(level => level.Sku, level => level.Available, StringComparer.Ordinal);
    }

    private ServiceRequest Request(string path) => new(HttpMethod.Get, "inventory", path)
    {
        Address = options.StockAddress is { } address ? ServiceAddresses.Parse(address) : null,
        Timeout = options.StockTimeout,
    };
}
