namespace Shop.Inventory.Reservations;

internal sealed partial class ReservationDesk
{
    [LoggerMessage(LogLevel.Information, "Order {OrderId} is put aside: {Lines} lines")]
    private static partial void LogReserved(ILogger logger, string orderId, int lines);

    [LoggerMessage(LogLevel.Warning, "Order {OrderId} cannot be put aside: {Reason}")]
    private static partial void LogRefused(ILogger logger, string orderId, string reason);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is released")]
    private static partial void LogReleased(ILogger logger, string orderId);

    [LoggerMessage(LogLevel.Information, "{Sku} is running out")]
    private static partial void LogRunningOut(ILogger logger, string sku);
}
