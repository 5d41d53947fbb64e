using Shop.ServiceDefaults.Amounts;

namespace Shop.Catalog.Items;

/// <summary>Something the shop sells.</summary>
internal sealed record Item(string Sku, string Name, string Category, Money Price);
