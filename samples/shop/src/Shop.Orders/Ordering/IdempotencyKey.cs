using System.Security.Cryptography;
using System.Text.Json;
using Shop.ServiceDefaults.Storage;

namespace Shop.Orders.Ordering;

/// <summary>A key by which a buyer's repetition of a request is recognised.</summary>
internal sealed record IdempotencyKey(string Buyer, string Key, string Fingerprint)
{
    public const string Header = "Idempotency-Key";

    public static IdempotencyKey? From(HttpRequest http, string buyer, OrderRequest order)
    {
        var key = http.Headers[Header].ToString();
        return key.Length == 0 ? null : new(buyer, key, FingerprintOf(order));
    }

    /// <summary>The order the key was used for, and whether it was for the same request.</summary>
    public (string OrderId, bool Same)? Find(DatabaseSession session)
    {
        var found = session.First(
            "SELECT order_id, fingerprint FROM idempotency_keys WHERE buyer = $buyer AND key = $key",
            row => new { OrderId = row.GetString(0), Fingerprint = row.GetString(1) },
            ("$buyer", Buyer), ("$key", Key));
        return found is null
            ? null
            : (found.OrderId, string.Equals(found.Fingerprint, Fingerprint, StringComparison.Ordinal));
    }

    public void Remember(DatabaseSession session, string orderId) => session.Execute(
        "INSERT INTO idempotency_keys (buyer, key, fingerprint, order_id) VALUES ($buyer, $key, $fingerprint, $order)",
        ("$buyer", Buyer), ("$key", Key), ("$fingerprint", Fingerprint), ("$order", orderId));

    private static string FingerprintOf(OrderRequest order) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Lines = order.AllLines(), order.Currency })));
}
