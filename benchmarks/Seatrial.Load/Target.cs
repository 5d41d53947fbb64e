using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Seatrial.Load;

/// <summary>The smallest service there is: <c>GET /health</c> answers JSON, and it counts its requests.</summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private Target(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<Target> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var target = new Target(builder.Build());
        target._app.Urls.Add("http://127.0.0.1:0");
        target._app.MapGet("/health", context =>
        {
            Interlocked.Increment(ref target._requests);
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"status":"ok"}""", context.RequestAborted);
        });
        await target._app.StartAsync(cancellationToken);
        return target;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
