using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Seatrial.EndToEnd.Tests.Cleaning;

/// <summary>A service that keeps things under keys their makers chose, and orders under numbers of its own.</summary>
internal sealed class ThingStore : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _things = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> _orders = new();
    private readonly ConcurrentDictionary<string, Moment> _moments = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private int _lastOrder;

    private ThingStore(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public IEnumerable<string> Things => _things.Keys.Order(StringComparer.Ordinal);

    public IEnumerable<string> Orders => _orders.Values.Order(StringComparer.Ordinal);

    public static async Task<ThingStore> StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        ThingStore store = new(builder.Build());
        store.Map();
        await store._app.StartAsync(cancellationToken);
        return store;
    }

    /// <summary>
    /// A request of one maker is kept without an answer, so that its run cannot end by itself: half of them after what they ask for was done, half before.
    /// </summary>
    /// <returns>Ends when that request has come.</returns>
    public Task HoldAsync(string maker, int request) => (_moments[maker] = new Moment(request)).Come;

    /// <summary>What the maker asks for is answered again.</summary>
    public void Release(string maker) => _moments.TryRemove(maker, out _);

    public void Keep(string key) => _things[key] = string.Empty;

    public void Order(string reference) => _orders[Interlocked.Increment(ref _lastOrder)] = reference;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.Use(async (context, next) =>
        {
            string key = context.Request.Query["reference"].FirstOrDefault() ?? context.Request.Path.Value!.Split('/')[^1];
            if (!_moments.TryGetValue(key.Split('-')[0], out Moment? moment) || !moment.IsIt())
            {
                await next(context);
                return;
            }

            if (moment.IsAfterwards)
            {
                await next(context);
            }

            await moment.HoldAsync(context.RequestAborted);
        });
        _app.MapPut("/things/{key}", (string key) =>
        {
            Keep(key);
            return Results.StatusCode(201);
        });
        _app.MapGet("/things/{key}", (string key) => _things.ContainsKey(key) ? Results.Ok(new { key }) : Results.NotFound());
        _app.MapDelete("/things/{key}", (string key) => _things.TryRemove(key, out _) ? Results.NoContent() : Results.NotFound());
        _app.MapPost("/orders", (string reference) =>
        {
            Order(reference);
            return Results.Json(new { id = _orders.Single(order => order.Value == reference).Key }, statusCode: 201);
        });
        _app.MapGet("/orders", (string reference) => Results.Ok(new { orders = _orders.Where(o => o.Value == reference).Select(o => new { id = o.Key }) }));
        _app.MapDelete("/orders/{id:int}", (int id) => _orders.TryRemove(id, out _) ? Results.NoContent() : Results.NotFound());
    }

    /// <summary>The request of a maker at which its run is to die.</summary>
    private sealed class Moment(int request)
    {
        private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _seen;

        public Task Come => _come.Task;

        public bool IsAfterwards => request % 2 == 0;

        public bool IsIt() => Interlocked.Increment(ref _seen) == request;

        public async Task HoldAsync(CancellationToken gone)
        {
            _come.TrySetResult();
            TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration registration = gone.Register(left.SetResult);
            await left.Task;
        }
    }
}
