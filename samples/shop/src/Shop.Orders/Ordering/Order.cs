using Shop.ServiceDefaults.Amounts;

namespace Shop.Orders.Ordering;

/// <summary>An order, as its buyer sees it.</summary>
internal sealed record Order
{
    public required string Id { get; init; }

    public required string Buyer { get; init; }

    public required string State { get; init; }

    public string? Reason { get; init; }

    public required Money Total { get; init; }

    public required string CreatedAt { get; init; }

    public required IReadOnlyList<OrderLine> Lines { get; init; }
}
