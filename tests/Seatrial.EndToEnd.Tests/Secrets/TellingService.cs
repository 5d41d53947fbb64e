using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Seatrial.EndToEnd.Tests.Secrets;

/// <summary>A service that fails, and writes the token it was given into its spans and logs.</summary>
internal sealed class TellingService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();
    private readonly Canary _canary;

    private TellingService(WebApplication app, Canary canary) => (_app, _canary) = (app, canary);

    public string Address => _app.Urls.Single();

    /// <summary>Where its telemetry goes.</summary>
    public Uri? Telemetry { get; set; }

    public static async Task<TellingService> StartAsync(Canary canary, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        TellingService service = new(builder.Build(), canary);
        service._app.MapGet("/version", static () => Results.Json(new { version = "1.1.0" }));
        service._app.MapGet("/checkout", service.FailAsync);
        await service._app.StartAsync(cancellationToken);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task<IResult> FailAsync(HttpRequest request)
    {
        string[] parent = request.Headers["traceparent"].ToString().Split('-');
        string said = $"{_canary.Companion} was refused: {string.Join(' ', CanaryForms.Said(_canary.Value))}";
        string now = ((request.HttpContext.RequestServices.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System).GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000)
            .ToString(CultureInfo.InvariantCulture);
        JsonObject span = new()
        {
            ["traceId"] = parent[1],
            ["spanId"] = "00f067aa0ba902b7",
            ["parentSpanId"] = parent[2],
            ["name"] = $"GET /checkout {_canary.Value}",
            ["kind"] = 2,
            ["startTimeUnixNano"] = now,
            ["endTimeUnixNano"] = now,
            ["status"] = new JsonObject { ["code"] = 2, ["message"] = said },
            ["attributes"] = new JsonArray(Attribute("http.request.header.authorization", $"Bearer {_canary.Value}"), Attribute("http.response.status_code", "500")),
            ["events"] = new JsonArray(new JsonObject
            {
                ["name"] = "exception",
                ["timeUnixNano"] = now,
                ["attributes"] = new JsonArray(Attribute("exception.type", "Refused"), Attribute("exception.message", said)),
            }),
        };
        JsonObject log = new()
        {
            ["traceId"] = parent[1],
            ["spanId"] = "00f067aa0ba902b7",
            ["timeUnixNano"] = now,
            ["severityNumber"] = 17,
            ["body"] = new JsonObject { ["stringValue"] = said },
            ["attributes"] = new JsonArray(Attribute("token", _canary.Value)),
        };
        await TellAsync("v1/traces", "resourceSpans", "scopeSpans", "spans", span, request.HttpContext.RequestAborted);
        await TellAsync("v1/logs", "resourceLogs", "scopeLogs", "logRecords", log, request.HttpContext.RequestAborted);
        return Results.Text(said, statusCode: 500);
    }

    private async Task TellAsync(string path, string resources, string scopes, string records, JsonObject record, CancellationToken cancellationToken)
    {
        JsonObject body = new()
        {
            [resources] = new JsonArray(new JsonObject
            {
                ["resource"] = new JsonObject { ["attributes"] = new JsonArray(Attribute("service.name", "checkout"), Attribute("service.version", "1.1.0")) },
                [scopes] = new JsonArray(new JsonObject { [records] = new JsonArray(record) }),
            }),
        };
        using HttpResponseMessage answer = await _client.PostAsJsonAsync(new Uri(Telemetry!, path), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static JsonObject Attribute(string key, string value) =>
        new() { ["key"] = key, ["value"] = new JsonObject { ["stringValue"] = value } };
}
