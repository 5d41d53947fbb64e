using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Shop.ServiceDefaults.Calls;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.ServiceDefaults.Outbox;

/// <summary>Delivers the outbox, at least once each, in the trace each message came from.</summary>
internal sealed partial class OutboxDispatcher(
    OutboxStore store,
    OutboxSignal signal,
    ServiceCaller caller,
    OutboxOptions options,
    IEnumerable<IOutboxFailureHandler> failureHandlers,
    TimeProvider time,
    ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<long, Task> _underway = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (!TryStartDue(stoppingToken))
                {
                    await signal.WaitAsync(options.PollInterval, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is underway is finished below; what waits stays in the table.
        }

        await Task.WhenAll(_underway.Values);
    }

    private bool TryStartDue(CancellationToken stoppingToken)
    {
        var free = options.Parallelism - _underway.Count;
        if (free <= 0)
        {
            return false;
        }

        // Longer than a delivery can take, so that no other process delivers it meanwhile.
        var rows = store.Claim(free, options.Timeout + TimeSpan.FromSeconds(3));
        foreach (var row in rows)
        {
            _underway[row.Id] = DeliverAndForgetAsync(row, stoppingToken);
        }

        return rows.Count > 0;
    }

    private async Task DeliverAndForgetAsync(OutboxRow row, CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await DeliverAsync(row, stoppingToken);
        }
#pragma warning disable CA1031 // the loop outlives any one message; the lease brings this one back
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogBroken(logger, error, row.Kind, row.Subject);
        }
        finally
        {
            _underway.TryRemove(row.Id, out _);
            signal.Set();
        }
    }

    private async Task DeliverAsync(OutboxRow row, CancellationToken stoppingToken)
    {
        var failure = await TryDeliverAsync(row, stoppingToken);
        if (failure is null)
        {
            store.Complete(row);
        }
        else if (failure.IsTransient && row.Attempt < options.MaxAttempts)
        {
            var delay = options.RetryDelay * Math.Pow(2, row.Attempt - 1);
            store.Postpone(row, delay, failure.Message);
        }
        else
        {
            store.Abandon(row, failure.Message);
            foreach (var handler in failureHandlers)
            {
                handler.OnAbandoned(row.Kind, row.Subject, failure.Message);
            }
        }
    }

    private async Task<ServiceCallException?> TryDeliverAsync(OutboxRow row, CancellationToken stoppingToken)
    {
        using var span = ShopDiagnostics.Source.StartActivity($"deliver {row.Kind}", ActivityKind.Producer, row.Parent);
        foreach (var (key, value) in row.Baggage)
        {
            span?.AddBaggage(key, value);
        }

        span?.SetTag("shop.outbox.kind", row.Kind);
        span?.SetTag("shop.outbox.attempt", row.Attempt);
        span?.SetTag("shop.order.id", row.Subject);
        span?.SetTag("peer.service", row.Service);
        var started = time.GetTimestamp();
        try
        {
            await caller.SendAsync(RequestOf(row), stoppingToken);
            LogDelivered(logger, row.Kind, row.Subject, row.Service, time.GetElapsedTime(started).TotalMilliseconds);
            return null;
        }
        catch (ServiceCallException error)
        {
            span.Fail(error);
            var last = !error.IsTransient || row.Attempt >= options.MaxAttempts;
            if (last)
            {
                LogGivenUp(logger, row.Kind, row.Subject, row.Attempt, error.Message);
            }
            else
            {
                LogWillRetry(logger, row.Kind, row.Subject, row.Attempt, error.Message);
            }

            return error;
        }
    }

    private ServiceRequest RequestOf(OutboxRow row) => new(HttpMethod.Post, row.Service, row.Path)
    {
        Scope = row.Scope,
        Json = row.Body,
        IdempotencyKey = row.IdempotencyKey,
        Timeout = options.Timeout,
    };
}
