using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shop.Tests;

/// <summary>Stands in for the other services: answers as it is told and keeps what it was asked.</summary>
public sealed class Peer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Asked> _asked = new();
    private readonly SemaphoreSlim _news = new(0);

    private Peer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public IReadOnlyCollection<Asked> All => _asked;

    public static async Task<Peer> StartAsync(Func<HttpRequest, object>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var peer = new Peer(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var headers = context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            peer._asked.Enqueue(new Asked(context.Request.Path, body, headers));
            peer._news.Release();
            var result = answer?.Invoke(context.Request) ?? new { };
            await (result as IResult ?? Results.Json(result)).ExecuteAsync(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    /// <summary>Waits until it was asked for the path.</summary>
    public async Task<Asked> AskedForAsync(string path)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        while (true)
        {
            if (_asked.FirstOrDefault(asked => asked.Path == path) is { } found)
            {
                return found;
            }

            await _news.WaitAsync(deadline.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        _news.Dispose();
        return _app.DisposeAsync();
    }

    public sealed record Asked(string Path, string Body, IReadOnlyDictionary<string, string> Headers);
}
