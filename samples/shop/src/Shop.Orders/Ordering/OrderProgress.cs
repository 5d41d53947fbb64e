using Shop.ServiceDefaults.Outbox;
using Shop.ServiceDefaults.Security;
using Shop.ServiceDefaults.Storage;

namespace Shop.Orders.Ordering;

/// <summary>Moves orders on, and undoes at the others what an order that ends early has left there.</summary>
internal sealed partial class OrderProgress(Database database, OutboxStore outbox, ILogger<OrderProgress> logger)
{
    /// <summary>Applies the news unless the order is further already; gives the order as it is then.</summary>
    public Order? Apply(string id, OrderNews news)
    {
        using var session = database.Write();
        if (OrderStore.Find(session, id) is not { } order)
        {
            return null;
        }

        if (!OrderState.CanBecome(order.State, news.State))
        {
            LogTooLate(logger, id, news.State, order.State);
            return order;
        }

        OrderStore.SetState(session, id, news.State, news.Reason);
        if (news.State is OrderState.Failed or OrderState.Cancelled)
        {
            outbox.Add(session, Refund(order));
        }

        if (news.State is OrderState.Cancelled)
        {
            outbox.Add(session, Release(order));
        }

        session.Commit();
        LogMoved(logger, id, order.State, news.State, news.Reason);
        return order with { State = news.State, Reason = news.Reason };
    }

    private static OutboxMessage Refund(Order order) => new(
        "refund",
        order.Id,
        "payments",
        "/refunds",
        Scopes.Payments,
        new { orderId = order.Id, buyer = order.Buyer, currency = order.Total.Currency });

    private static OutboxMessage Release(Order order) => new(
        "release",
        order.Id,
        "inventory",
        $"/reservations/{order.Id}/release",
        Scopes.Inventory,
        new { orderId = order.Id });

    [LoggerMessage(LogLevel.Information, "Order {OrderId} went from {From} to {To}: {Reason}")]
    private static partial void LogMoved(ILogger logger, string orderId, string from, string to, string? reason);

    [LoggerMessage(LogLevel.Debug, "Order {OrderId} heard {News} when it was {State} already")]
    private static partial void LogTooLate(ILogger logger, string orderId, string news, string state);
}
