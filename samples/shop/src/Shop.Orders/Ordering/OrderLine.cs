using Shop.ServiceDefaults.Amounts;

namespace Shop.Orders.Ordering;

/// <summary>So many of an item, at the price it had.</summary>
internal sealed record OrderLine(string Sku, int Quantity, Money UnitPrice);
