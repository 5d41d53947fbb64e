using Shop.Inventory.Stock;
using Shop.ServiceDefaults.Outbox;
using Shop.ServiceDefaults.Security;
using Shop.ServiceDefaults.Storage;

namespace Shop.Inventory.Reservations;

/// <summary>Puts orders aside, once each however often it is asked, and tells orders how that went.</summary>
internal sealed partial class ReservationDesk(
    Database database,
    ReservationStore reservations,
    OutboxStore outbox,
    InventoryOptions options,
    ILogger<ReservationDesk> logger)
{
    public Reservation Reserve(ReservationRequest request)
    {
        using var session = database.Write();
        if (ReservationStore.Find(session, request.OrderId) is { } earlier)
        {
            return earlier;
        }

        var missing = request.Lines.FirstOrDefault(line => !Available(session, line));
        if (missing is not null)
        {
            return Refuse(session, request, $"sold-out: {missing.Sku}");
        }

        var reservation = new Reservation(request.OrderId, Reservation.Reserved, null, request.Lines);
        reservations.Add(session, reservation);
        foreach (var line in request.Lines)
        {
            if (StockStore.Take(session, line.Sku, line.Quantity) <= options.ReorderLevel)
            {
                LogRunningOut(logger, line.Sku);
            }
        }

        Tell(session, request.OrderId, "allocated", reason: null);
        session.Commit();
        LogReserved(logger, request.OrderId, request.Lines.Count);
        return reservation;
    }

    /// <summary>Puts back what was put aside. An order nobody asked for yet is remembered as released.</summary>
    public Reservation Release(string orderId)
    {
        using var session = database.Write();
        var earlier = ReservationStore.Find(session, orderId);
        var released = new Reservation(orderId, Reservation.Released, "cancelled", earlier?.Lines ?? []);
        if (earlier is null)
        {
            reservations.Add(session, released);
        }
        else if (earlier.State is Reservation.Reserved)
        {
            ReservationStore.Release(session, orderId);
            foreach (var line in earlier.Lines)
            {
                StockStore.PutBack(session, line.Sku, line.Quantity);
            }
        }

        session.Commit();
        LogReleased(logger, orderId);
        return released;
    }

    private Reservation Refuse(DatabaseSession session, ReservationRequest request, string reason)
    {
        var refused = new Reservation(request.OrderId, Reservation.Refused, reason, []);
        reservations.Add(session, refused);
        Tell(session, request.OrderId, "failed", reason);
        session.Commit();
        LogRefused(logger, request.OrderId, reason);
        return refused;
    }

    private void Tell(DatabaseSession session, string orderId, string state, string? reason) => outbox.Add(
        session,
        new OutboxMessage(state, orderId, "orders", $"/orders/{orderId}/events", Scopes.Settle, new { state, reason }));

    private static bool Available(DatabaseSession session, ReservationLine line) =>
        session.First("SELECT on_hand FROM stock WHERE sku = $sku", row => row.GetInt32(0), ("$sku", line.Sku))
            >= line.Quantity;
}
