using System.Diagnostics;
using Shop.ServiceDefaults.Amounts;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.Payments.Acquirer;

/// <summary>The acquirer. Instead of moving money it takes its time and says yes.</summary>
internal sealed class AcquirerClient(PaymentsOptions options, TimeProvider time)
{
    public async Task<Capture> CaptureAsync(string orderId, Money amount, CancellationToken cancellationToken)
    {
        using var span = ShopDiagnostics.Source.StartActivity("acquirer capture", ActivityKind.Client);
        span?.SetTag("peer.service", "acquirer");
        span?.SetTag("shop.order.id", orderId);
        var units = AcquirerAmount.Of(amount);
        span?.SetTag("shop.amount.minor", units);
        span?.SetTag("shop.amount.currency", amount.Currency);
        try
        {
            await Task.Delay(options.AcquirerLatency, time, cancellationToken);
        }
        catch (OperationCanceledException error) when (cancellationToken.IsCancellationRequested)
        {
            span.Fail(error);
            throw;
        }

        return new Capture($"acq-{orderId}", amount with { Minor = units });
    }
}
