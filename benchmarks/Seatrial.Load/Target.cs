using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Seatrial.Load;

/// <summary>
/// A small shop that costs as little as it can, and counts its requests: <c>GET /health</c>, <c>GET /items</c>,
/// <c>POST /orders</c> (201 with an id), <c>GET /orders/{id}</c>, <c>GET /wait/{milliseconds}</c>.
/// </summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;
    private int _orders;

    private Target(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<Target> StartAsync(CancellationToken cancellationToken)
    {
        // Its settings are watched for changes in its folder: where the contenders write, that would cost each of their writes something.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        var target = new Target(builder.Build());
        target._app.Urls.Add("http://127.0.0.1:0");
        target._app.Run(target.AnswerAsync);
        await target._app.StartAsync(cancellationToken);
        return target;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        var path = context.Request.Path.Value!;
        return (context.Request.Method, path) switch
        {
            ("GET", "/health") => WriteAsync(context, 200, """{"status":"ok"}"""),
            ("GET", "/items") => WriteAsync(
                context, 200, """{"items":[{"sku":"SKU-1","name":"Anchor","price":12.5,"inStock":true},{"sku":"SKU-2","name":"Buoy","price":7,"inStock":true}]}"""),
            ("POST", "/orders") => OrderAsync(context),
            ("GET", _) when path.StartsWith("/orders/", StringComparison.Ordinal) => WriteAsync(
                context, 200, $$"""{"id":"{{JsonEncodedText.Encode(path["/orders/".Length..])}}","state":"paid","total":12.5}"""),
            ("GET", _) when path.StartsWith("/wait/", StringComparison.Ordinal)
                && int.TryParse(path.AsSpan("/wait/".Length), CultureInfo.InvariantCulture, out var milliseconds) => WaitAsync(context, milliseconds),
            _ => WriteAsync(context, 404, """{"error":"no such thing"}"""),
        };
    }

    private async Task OrderAsync(HttpContext context)
    {
        using var order = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var known = order.RootElement.TryGetProperty("sku", out var sku) && sku.GetString() == "SKU-1";
        var id = Interlocked.Increment(ref _orders).ToString(CultureInfo.InvariantCulture);
        await WriteAsync(context, known ? 201 : 422, known ? $$"""{"id":"{{id}}","state":"pending"}""" : """{"error":"unknown sku"}""");
    }

    private static async Task WaitAsync(HttpContext context, int milliseconds)
    {
        await Task.Delay(milliseconds, context.RequestAborted);
        await WriteAsync(context, 200, """{"waited":true}""");
    }

    private static Task WriteAsync(HttpContext context, int status, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, 0, bytes.Length, context.RequestAborted);
    }
}
