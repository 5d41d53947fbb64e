namespace Shop.Inventory.Stock;

/// <summary>What somebody counted.</summary>
internal sealed record StockCount(int Available);
