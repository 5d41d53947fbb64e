namespace Shop.Catalog.Stock;

/// <summary>What inventory answers about one item.</summary>
internal sealed record StockLevel(string Sku, int Available);
