namespace Shop.Inventory.Reservations;

/// <summary>So many of an item.</summary>
internal sealed record ReservationLine(string Sku, int Quantity);
