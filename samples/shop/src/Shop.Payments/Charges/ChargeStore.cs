using Shop.ServiceDefaults.Amounts;
using Shop.ServiceDefaults.Storage;

namespace Shop.Payments.Charges;

/// <summary>The charges in the database.</summary>
internal static class ChargeStore
{
    public static Charge? Find(DatabaseSession session, string orderId) => session.First(
        "SELECT buyer, state, amount_minor, currency, reference FROM charges WHERE order_id = $id",
        row => new Charge(
            orderId,
            row.GetString(0),
            row.GetString(1),
            new Money(row.GetInt64(2), row.GetString(3)),
            row.GetString(4)),
        ("$id", orderId));

    public static bool Add(DatabaseSession session, Charge charge, DateTimeOffset now) => session.Execute(
        """
        INSERT INTO charges (order_id, buyer, state, amount_minor, currency, reference, created_at)
        VALUES ($id, $buyer, $state, $minor, $currency, $reference, $now) ON CONFLICT (order_id) DO NOTHING
        """,
        ("$id", charge.OrderId),
        ("$buyer", charge.Buyer),
        ("$state", charge.State),
        ("$minor", charge.Amount.Minor),
        ("$currency", charge.Amount.Currency),
        ("$reference", charge.Reference),
        ("$now", now.ToString("O"))) == 1;

    public static void SetState(DatabaseSession session, string orderId, string state) => session.Execute(
        "UPDATE charges SET state = $state WHERE order_id = $id", ("$id", orderId), ("$state", state));
}
