using System.Diagnostics;
using Shop.ServiceDefaults.Amounts;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.Payments.Acquirer;

/// <summary>The acquirer. Instead of moving money it takes its time and says yes.</summary>
internal sealed partial class AcquirerClient(
    PaymentsOptions options, TimeProvider time, ILogger<AcquirerClient> logger)
{
    public async Task<Capture> CaptureAsync(string orderId, Money amount, CancellationToken cancellationToken)
    {
        using var span = ShopDiagnostics.Source.StartActivity("acquirer capture", ActivityKind.Client);
        span?.SetTag("peer.service", "acquirer");
        span?.SetTag("shop.order.id", orderId);
        var units = AcquirerAmount.Of(amount);
        span?.SetTag("shop.amount.minor", units);
        span?.SetTag("shop.amount.currency", amount.Currency);
        var started = time.GetTimestamp();
        try
        {
            await Task.Delay(options.AcquirerLatency, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Whoever asked has gone; that is no failure of the acquirer's, nor of ours.
            span?.SetTag("shop.cancelled", true);
            LogCallerGone(logger, orderId, time.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }

        return new Capture($"acq-{orderId}", amount with { Minor = units });
    }

    [LoggerMessage(LogLevel.Warning, "Whoever wanted order {OrderId} charged went away after {ElapsedMilliseconds} ms")]
    private static partial void LogCallerGone(ILogger logger, string orderId, double elapsedMilliseconds);
}
