namespace Shop.Orders.Ordering;

/// <summary>So many of an item.</summary>
internal sealed record RequestedLine(string Sku, int Quantity);
