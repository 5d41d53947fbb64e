using Shop.Payments.Acquirer;
using Shop.ServiceDefaults.Amounts;
using Shop.ServiceDefaults.Outbox;
using Shop.ServiceDefaults.Security;
using Shop.ServiceDefaults.Storage;

namespace Shop.Payments.Charges;

/// <summary>Charges an order once, however often it is asked, and tells those who wait for the money.</summary>
internal sealed partial class ChargeDesk(
    Database database, AcquirerClient acquirer, OutboxStore outbox, TimeProvider time, ILogger<ChargeDesk> logger)
{
    public Charge? Find(string orderId)
    {
        using var session = database.Read();
        return ChargeStore.Find(session, orderId);
    }

    public async Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (Find(request.OrderId) is { } earlier)
        {
            return earlier;
        }

        var capture = await acquirer.CaptureAsync(request.OrderId, request.Amount, cancellationToken);
        var charge = new Charge(request.OrderId, request.Buyer, Charge.Captured, capture.Amount, capture.Reference);
        using var session = database.Write();
        if (!ChargeStore.Add(session, charge, time.GetUtcNow()))
        {
            // Cancelled, or charged by a repetition of this request, while the acquirer was busy.
            return ChargeStore.Find(session, request.OrderId)!;
        }

        outbox.Add(session, Paid(request));
        outbox.Add(session, Reserve(request));
        session.Commit();
        LogCaptured(logger, request.OrderId, charge.Amount);
        return charge;
    }

    /// <summary>Gives the money back. An order that was not charged yet never will be.</summary>
    public Charge Refund(RefundRequest request)
    {
        using var session = database.Write();
        var none = new Charge(request.OrderId, request.Buyer, Charge.Refunded, new Money(0, request.Currency), "none");
        if (!ChargeStore.Add(session, none, time.GetUtcNow()))
        {
            ChargeStore.SetState(session, request.OrderId, Charge.Refunded);
        }

        var charge = ChargeStore.Find(session, request.OrderId)!;
        session.Commit();
        LogRefunded(logger, request.OrderId, charge.Amount);
        return charge;
    }

    private static OutboxMessage Paid(ChargeRequest request) => new(
        "paid", request.OrderId, "orders", $"/orders/{request.OrderId}/events", Scopes.Settle, new { state = "paid" });

    private static OutboxMessage Reserve(ChargeRequest request) => new(
        "reserve",
        request.OrderId,
        "inventory",
        "/reservations",
        Scopes.Inventory,
        new { orderId = request.OrderId, lines = request.Lines });

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is charged: {Amount}")]
    private static partial void LogCaptured(ILogger logger, string orderId, Money amount);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is refunded: {Amount}")]
    private static partial void LogRefunded(ILogger logger, string orderId, Money amount);
}
