using Shop.Orders.Catalog;
using Shop.ServiceDefaults.Amounts;
using Shop.ServiceDefaults.Outbox;
using Shop.ServiceDefaults.Security;
using Shop.ServiceDefaults.Storage;

namespace Shop.Orders.Ordering;

/// <summary>Takes an order at the catalog's prices and has it charged.</summary>
internal sealed partial class OrderDesk(
    Database database, CatalogPrices prices, OutboxStore outbox, TimeProvider time, ILogger<OrderDesk> logger)
{
    public Order? Find(string id)
    {
        using var session = database.Read();
        return OrderStore.Find(session, id);
    }

    public IReadOnlyList<Order> OfBuyer(string buyer)
    {
        using var session = database.Read();
        return [.. OrderStore.OfBuyer(session, buyer).Select(id => OrderStore.Find(session, id)!)];
    }

    public async Task<PlacedOrder> PlaceAsync(
        string buyer, OrderRequest request, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        using (var look = database.Read())
        {
            if (Earlier(look, key) is { } earlier)
            {
                return earlier;
            }
        }

        var lines = new List<OrderLine>();
        foreach (var line in request.AllLines())
        {
            if (await prices.FindAsync(line.Sku, request.Currency, cancellationToken) is not { } quote)
            {
                return new PlacedOrder.UnknownItem(line.Sku);
            }

            lines.Add(new OrderLine(line.Sku, line.Quantity, quote.UnitPrice));
        }

        return Record(NewOrder(buyer, request.Currency, lines), key);
    }

    private PlacedOrder Record(Order order, IdempotencyKey? key)
    {
        using var session = database.Write();
        if (Earlier(session, key) is { } earlier)
        {
            return earlier;
        }

        OrderStore.Add(session, order);
        key?.Remember(session, order.Id);
        outbox.Add(session, ChargeOf(order));
        session.Commit();
        LogPlaced(logger, order.Id, order.Total);
        return new PlacedOrder.Fresh(order);
    }

    private static PlacedOrder? Earlier(DatabaseSession session, IdempotencyKey? key) => key?.Find(session) switch
    {
        null => null,
        (_, false) => new PlacedOrder.KeyReused(),
        (var id, true) => new PlacedOrder.Repeated(OrderStore.Find(session, id)!),
    };

    private Order NewOrder(string buyer, string currency, IReadOnlyList<OrderLine> lines) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
        Buyer = buyer,
        State = OrderState.Pending,
        Total = lines.Aggregate(new Money(0, currency), (sum, line) => sum.Plus(line.UnitPrice.Times(line.Quantity))),
        CreatedAt = time.GetUtcNow().ToString("O"),
        Lines = lines,
    };

    private static OutboxMessage ChargeOf(Order order) => new(
        UndeliveredCharges.ChargeKind,
        order.Id,
        "payments",
        "/charges",
        Scopes.Payments,
        new
        {
            orderId = order.Id,
            buyer = order.Buyer,
            amount = order.Total,
            lines = order.Lines.Select(line => new { sku = line.Sku, quantity = line.Quantity }),
        });

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is placed: {Total}")]
    private static partial void LogPlaced(ILogger logger, string orderId, Money total);
}
