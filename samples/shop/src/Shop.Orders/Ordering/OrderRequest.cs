namespace Shop.Orders.Ordering;

/// <summary>What somebody wants: one item, or several as lines.</summary>
internal sealed record OrderRequest
{
    public string? Sku { get; init; }

    public int Quantity { get; init; } = 1;

    public IReadOnlyList<RequestedLine>? Lines { get; init; }

    public string Currency { get; init; } = "EUR";

    public IReadOnlyList<RequestedLine> AllLines() => Lines ?? (Sku is null ? [] : [new RequestedLine(Sku, Quantity)]);
}
