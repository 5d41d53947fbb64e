using Shop.ServiceDefaults.Storage;

namespace Shop.Inventory.Reservations;

/// <summary>The reservations in the database.</summary>
internal sealed class ReservationStore(TimeProvider time)
{
    public static Reservation? Find(DatabaseSession session, string orderId)
    {
        var lines = session.Query(
            "SELECT sku, quantity FROM reservation_lines WHERE order_id = $id",
            row => new ReservationLine(row.GetString(0), row.GetInt32(1)),
            ("$id", orderId));
        return session.First(
            "SELECT state, reason FROM reservations WHERE order_id = $id",
            row => new Reservation(orderId, row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), lines),
            ("$id", orderId));
    }

    public void Add(DatabaseSession session, Reservation reservation)
    {
        session.Execute(
            "INSERT INTO reservations (order_id, state, reason, created_at) VALUES ($id, $state, $reason, $now)",
            ("$id", reservation.OrderId),
            ("$state", reservation.State),
            ("$reason", reservation.Reason),
            ("$now", time.GetUtcNow().ToString("O")));
        foreach (var line in reservation.Lines)
        {
            session.Execute(
                "INSERT INTO reservation_lines (order_id, sku, quantity) VALUES ($id, $sku, $quantity)",
                ("$id", reservation.OrderId), ("$sku", line.Sku), ("$quantity", line.Quantity));
        }
    }

    public static void Release(DatabaseSession session, string orderId) => session.Execute(
        "UPDATE reservations SET state = $state, released_at = datetime('now') WHERE order_id = $id",
        ("$id", orderId), ("$state", Reservation.Released));
}
