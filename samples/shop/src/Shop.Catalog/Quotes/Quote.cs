using Shop.ServiceDefaults.Amounts;

namespace Shop.Catalog.Quotes;

/// <summary>What so many of an item cost in a currency.</summary>
internal sealed record Quote
{
    public required string Sku { get; init; }

    public required int Quantity { get; init; }

    public required Money UnitPrice { get; init; }

    public required Money Total { get; init; }
}
