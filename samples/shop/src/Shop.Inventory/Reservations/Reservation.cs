namespace Shop.Inventory.Reservations;

/// <summary>What was put aside for an order, or why it could not be.</summary>
internal sealed record Reservation(string OrderId, string State, string? Reason, IReadOnlyList<ReservationLine> Lines)
{
    public const string Reserved = "reserved";
    public const string Refused = "refused";
    public const string Released = "released";
}
