using Shop.ServiceDefaults.Amounts;
using Shop.ServiceDefaults.Storage;

namespace Shop.Orders.Ordering;

/// <summary>The orders in the database.</summary>
internal static class OrderStore
{
    public static Order? Find(DatabaseSession session, string id)
    {
        var order = session.First(
            "SELECT buyer, state, reason, total_minor, currency, created_at FROM orders WHERE id = $id",
            row => new Order
            {
                Id = id,
                Buyer = row.GetString(0),
                State = row.GetString(1),
                Reason = row.IsDBNull(2) ? null : row.GetString(2),
                Total = new Money(row.GetInt64(3), row.GetString(4)),
                CreatedAt = row.GetString(5),
                Lines = [],
            },
            ("$id", id));
        return order is null ? null : order with { Lines = Lines(session, order) };
    }

    public static IReadOnlyList<string> OfBuyer(DatabaseSession session, string buyer) => session.Query(
        "SELECT id FROM orders WHERE buyer = $buyer ORDER BY created_at DESC LIMIT 50",
        row => row.GetString(0),
        ("$buyer", buyer));

    public static void Add(DatabaseSession session, Order order)
    {
        session.Execute(
            """
            INSERT INTO orders (id, buyer, state, total_minor, currency, created_at)
            VALUES ($id, $buyer, $state, $minor, $currency, $now)
            """,
            ("$id", order.Id),
            ("$buyer", order.Buyer),
            ("$state", order.State),
            ("$minor", order.Total.Minor),
            ("$currency", order.Total.Currency),
            ("$now", order.CreatedAt));
        foreach (var line in order.Lines)
        {
            session.Execute(
                "INSERT INTO order_lines (order_id, sku, quantity, unit_minor) VALUES ($id, $sku, $quantity, $minor)",
                ("$id", order.Id), ("$sku", line.Sku), ("$quantity", line.Quantity), ("$minor", line.UnitPrice.Minor));
        }
    }

    public static void SetState(DatabaseSession session, string id, string state, string? reason) => session.Execute(
        "UPDATE orders SET state = $state, reason = $reason WHERE id = $id",
        ("$id", id), ("$state", state), ("$reason", reason));

    private static IReadOnlyList<OrderLine> Lines(DatabaseSession session, Order order) => session.Query(
        "SELECT sku, quantity, unit_minor FROM order_lines WHERE order_id = $id ORDER BY sku",
        row => new OrderLine(row.GetString(0), row.GetInt32(1), new Money(row.GetInt64(2), order.Total.Currency)),
        ("$id", order.Id));
}
