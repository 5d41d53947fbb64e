namespace Shop.Catalog;

/// <summary>Section <c>Catalog</c>.</summary>
internal sealed class CatalogOptions
{
    /// <summary>Items on a page where nothing else is asked for.</summary>
    /// <value>50.</value>
    public int PageSize { get; set; } = 50;

    /// <summary>Where stock levels are read, if not at the inventory everybody uses.</summary>
    public string? StockAddress { get; set; }

    /// <summary>How long the stock levels may take.</summary>
    /// <value>Two seconds.</value>
    public TimeSpan StockTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
