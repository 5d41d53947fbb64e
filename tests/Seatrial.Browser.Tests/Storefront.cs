using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Seatrial.Browser.Tests;

/// <summary>A real server with a few pages of a shop.</summary>
internal sealed class Storefront : IAsyncDisposable
{
    private const string Login = """
        <!doctype html><html lang="en"><head><title>Sign in</title></head><body><main><h1>Welcome</h1>
        <form method="post" action="/login">
          <label>Email <input name="email" type="email"></label>
          <label>Password <input name="password" type="password"></label>
          <label><input name="stay" type="checkbox"> Stay signed in</label>
          <button>Sign in</button>
        </form></main></body></html>
        """;

    private const string Shop = """
        <!doctype html><html lang="en"><head><title>The shop</title></head><body><main>
        <h1>Books</h1><ul><li>Dune</li><li>Emma</li></ul>
        <label>Sort by <select id="sort"><option value="price">Price</option><option value="title">Title</option></select></label>
        <button id="add" disabled>Add to basket</button>
        <p data-testid="basket" hidden>1 book in the basket</p>
        <label>Cover <input id="cover" type="file"></label><p id="file"></p>
        <a href="/help">Help</a>
        <script>
          localStorage.setItem('theme', 'dark');
          setTimeout(() => document.getElementById('add').disabled = false, 300);
          document.getElementById('add').onclick = async () => { await fetch('/api/basket', { method: 'POST' }); document.querySelector('[data-testid=basket]').hidden = false; };
          document.getElementById('cover').onchange = e => document.getElementById('file').innerText = e.target.files[0].name;
        </script></main></body></html>
        """;

    private const string Broken = """
        <!doctype html><html lang="en"><head><title>Broken</title></head><body><main><h1>Checkout</h1>
        <img src="/logo.png"><input id="nameless">
        <script>console.error('the price is missing'); fetch('/api/price'); setTimeout(() => { throw new Error('cannot read total'); }, 0);</script>
        <button>Pay</button></main></body></html>
        """;

    private readonly WebApplication _application;

    private Storefront(WebApplication application) => _application = application;

    public string Address => _application.Urls.First();

    /// <summary>Every request's path, and what it said of itself.</summary>
    public ConcurrentQueue<(string Path, string TraceParent, string Baggage)> Seen { get; } = new();

    public static async Task<Storefront> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        Storefront storefront = new(app);
        app.Use((context, next) =>
        {
            storefront.Seen.Enqueue((context.Request.Path, context.Request.Headers["traceparent"].ToString(), context.Request.Headers["baggage"].ToString()));
            return next(context);
        });
        app.MapGet("/login", () => Results.Content(Login, "text/html"));
        app.MapPost("/login", async (HttpContext context) =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            context.Response.Cookies.Append("session", form["email"].ToString());
            return Results.Redirect("/shop");
        });
        app.MapGet("/shop", (HttpContext context) => Results.Content(Shop.Replace("Books</h1>", $"Books</h1><p>Hello {context.Request.Cookies["session"] ?? "stranger"}</p>", StringComparison.Ordinal), "text/html"));
        app.MapPost("/api/basket", () => Results.Ok());
        app.MapGet("/api/price", () => Results.Problem("no price", statusCode: 503));
        app.MapGet("/long", (string value, int pad) =>
        {
            string text = new string('x', pad) + value;
            return Results.Content($"<!doctype html><html lang=en><title>Long</title><p data-testid=long>{text}</p><button>{text}</button>", "text/html");
        });
        LeakyPages.Map(app);
        app.MapGet("/broken", () => Results.Content(Broken, "text/html"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return storefront;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }
}
