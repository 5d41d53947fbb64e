namespace Shop.Inventory.Stock;

/// <summary>How many of an item can be had.</summary>
internal sealed record StockLevel(string Sku, int Available);
