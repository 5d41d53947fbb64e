namespace Shop.Orders;

/// <summary>Section <c>Orders</c>.</summary>
internal sealed class OrdersOptions
{
    /// <summary>How long the catalog may take to name a price.</summary>
    /// <value>Two seconds.</value>
    public TimeSpan QuoteTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Lines an order may have.</summary>
    /// <value>Twenty.</value>
    public int MaxLines { get; set; } = 20;
}
