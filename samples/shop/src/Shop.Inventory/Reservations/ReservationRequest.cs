namespace Shop.Inventory.Reservations;

/// <summary>A paid order, to be put aside.</summary>
internal sealed record ReservationRequest(string OrderId, IReadOnlyList<ReservationLine> Lines);
