namespace Shop.Orders.Ordering;

/// <summary>What another service tells about an order.</summary>
internal sealed record OrderNews(string State, string? Reason = null);
