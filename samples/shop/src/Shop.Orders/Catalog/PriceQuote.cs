using Shop.ServiceDefaults.Amounts;

namespace Shop.Orders.Catalog;

/// <summary>What orders needs of a quote of the catalog.</summary>
internal sealed record PriceQuote
{
    public required Money UnitPrice { get; init; }
}
