using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Seatrial.TestService;

/// <summary>A gateway as the process environment demands it, and no more: routes from a file, GET only.</summary>
internal static class FakeGateway
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false });
    private static readonly string Path = Environment.GetEnvironmentVariable("GATEWAY_ROUTES")!;
    private static volatile Applied? _current;

    public static async Task<int> RunAsync()
    {
        await using WebApplication app = FakeService.Build();
        app.Run(AnswerAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        Table table = Read();
        string[] parts = context.Request.Path.Value!.Split('/', 3);
        if (context.Request.Path == "/_gateway/routes")
        {
            await context.Response.WriteAsync(JsonSerializer.Serialize(table, JsonSerializerOptions.Web), context.RequestAborted);
        }
        else if (!table.Routes.TryGetValue(parts[1], out string? address))
        {
            context.Response.StatusCode = 503;
        }
        else
        {
            string rest = parts.Length > 2 ? parts[2] : string.Empty;
            using HttpResponseMessage answer = await Client.GetAsync(new Uri($"{address}/{rest}"), context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    // The file is replaced whole, so its time changes with its content.
    private static Table Read()
    {
        DateTime written = File.GetLastWriteTimeUtc(Path);
        Applied? current = _current;
        if (current?.Written != written)
        {
            current = new(written, JsonSerializer.Deserialize<Table>(File.ReadAllBytes(Path), JsonSerializerOptions.Web)!);
            _current = current;
        }

        return current.Table;
    }

    private sealed record Applied(DateTime Written, Table Table);

    private sealed record Table(long Revision, Dictionary<string, string> Routes);
}
