namespace Shop.ServiceDefaults.Outbox;

internal sealed partial class OutboxDispatcher
{
    [LoggerMessage(LogLevel.Information, "{Kind} of {OrderId} delivered to {Service} in {ElapsedMilliseconds} ms")]
    private static partial void LogDelivered(
        ILogger logger, string kind, string orderId, string service, double elapsedMilliseconds);

    [LoggerMessage(LogLevel.Warning, "{Kind} of {OrderId} not delivered at attempt {Attempt}, will be tried again: {Reason}")]
    private static partial void LogWillRetry(ILogger logger, string kind, string orderId, int attempt, string reason);

    [LoggerMessage(LogLevel.Error, "{Kind} of {OrderId} given up after {Attempt} attempts: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string kind, string orderId, int attempt, string reason);

    [LoggerMessage(LogLevel.Error, "The delivery of {Kind} of {OrderId} broke off")]
    private static partial void LogBroken(ILogger logger, Exception error, string kind, string orderId);
}
