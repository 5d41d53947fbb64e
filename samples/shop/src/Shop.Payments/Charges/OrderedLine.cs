namespace Shop.Payments.Charges;

/// <summary>So many of an item.</summary>
internal sealed record OrderedLine(string Sku, int Quantity);
