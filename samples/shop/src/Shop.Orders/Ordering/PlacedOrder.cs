namespace Shop.Orders.Ordering;

/// <summary>How placing an order went.</summary>
internal abstract record PlacedOrder
{
    private PlacedOrder()
    {
    }

    /// <summary>It is new.</summary>
    public sealed record Fresh(Order Order) : PlacedOrder;

    /// <summary>The same request came before, and this is what came of it.</summary>
    public sealed record Repeated(Order Order) : PlacedOrder;

    /// <summary>The key came before with another request.</summary>
    public sealed record KeyReused : PlacedOrder;

    /// <summary>The catalog does not know the item.</summary>
    public sealed record UnknownItem(string Sku) : PlacedOrder;
}
