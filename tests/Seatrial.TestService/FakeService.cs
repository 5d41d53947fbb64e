using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Seatrial.TestService;

/// <summary>A service that is good or bad as its environment says: <c>BEHAVIOUR</c>.</summary>
internal static class FakeService
{
    public static async Task<int> RunAsync()
    {
        string behaviour = Environment.GetEnvironmentVariable("BEHAVIOUR") ?? "good";
        if (behaviour == "crash")
        {
            await Console.Error.WriteLineAsync("cannot find the table of contents");
            return 42;
        }

        if (behaviour == "deaf")
        {
            // Handlers run side by side; cancelling keeps the runtime from ending the process.
            _ = System.Runtime.InteropServices.PosixSignalRegistration.Create(
                System.Runtime.InteropServices.PosixSignal.SIGTERM, context => context.Cancel = true);
        }

        await using WebApplication app = Build();
        string version = Environment.GetEnvironmentVariable("SERVICE_VERSION")!;
        app.Run(context => AnswerAsync(context, behaviour, version));
        await app.RunAsync();
        return 0;
    }

    internal static WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder.Build();
    }

    private static async Task AnswerAsync(HttpContext context, string behaviour, string version)
    {
        switch (context.Request.Path.Value)
        {
            case "/health/ready":
                context.Response.StatusCode = IsReady(behaviour) ? 200 : 503;
                break;
            case "/version":
                await context.Response.WriteAsync(JsonSerializer.Serialize(new
                {
                    service = Environment.GetEnvironmentVariable("SERVICE_NAME"),
                    version,
                    pid = Environment.ProcessId,
                }), context.RequestAborted);
                break;
            case "/environment":
                await context.Response.WriteAsync(JsonSerializer.Serialize(
                    Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                        .ToDictionary(v => (string)v.Key, v => (string?)v.Value, StringComparer.Ordinal)),
                    context.RequestAborted);
                break;
            case "/die":
                // As a fault would: at once, without an answer.
                Environment.FailFast("asked to die");
                break;
            default:
                // A request that takes a while, to be under way while versions change.
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, context.RequestAborted); // slow on purpose
                await context.Response.WriteAsync(version, context.RequestAborted);
                break;
        }
    }

    private static bool IsReady(string behaviour) => behaviour switch
    {
        "never-ready" => false,
        "ready-on-sign" => File.Exists(Environment.GetEnvironmentVariable("SIGN")),
        _ => true,
    };
}
