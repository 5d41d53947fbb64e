using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seatrial.Telemetry.Intake;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Flows.Tests.Peers;

/// <summary>The real intake on a free port, and spans that services send it over OTLP.</summary>
internal sealed class Intake : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private Intake(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri($"http://{app.Services.GetRequiredService<IntakeAddresses>().Http}") };
    }

    public SignalStore Store => _app.Services.GetRequiredService<SignalStore>();

    public static async Task<Intake> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddTelemetryIntake();
        builder.Services.Configure<IntakeOptions>(static options => (options.GrpcPort, options.HttpPort) = (0, 0));
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.ListenOtlp());
        WebApplication app = builder.Build();
        app.MapOtlpIntake();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Intake(app);
    }

    /// <summary>Sends a span of a service as its exporter would. Returns its id, to be the parent of others.</summary>
    public async Task<string> SendAsync(
        string traceparent,
        string service,
        string name,
        string? parent = null,
        int kind = 2,
        int milliseconds = 20,
        bool isError = false,
        Dictionary<string, string>? attributes = null,
        string? id = null)
    {
        string[] parts = traceparent.Split('-');
        id ??= Guid.NewGuid().ToString("n")[..16];
        long start = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000;
        var span = new
        {
            traceId = parts[1],
            spanId = id,
            parentSpanId = parent ?? parts[2],
            name,
            kind,
            startTimeUnixNano = start.ToString(CultureInfo.InvariantCulture),
            endTimeUnixNano = (start + (milliseconds * 1_000_000L)).ToString(CultureInfo.InvariantCulture),
            status = new { code = isError ? 2 : 0, message = isError ? "it broke" : string.Empty },
            attributes = (attributes ?? []).Select(static pair => new { key = pair.Key, value = new { stringValue = pair.Value } }),
        };
        await PostAsync("/v1/traces", new { resourceSpans = new[] { new { resource = Resource(service), scopeSpans = new[] { new { spans = new[] { span } } } } } });
        return id;
    }

    /// <summary>Sends a log record of a service.</summary>
    public Task LogAsync(string traceparent, string service, string body, int severity)
    {
        string[] parts = traceparent.Split('-');
        var record = new { traceId = parts[1], spanId = parts[2], severityNumber = severity, body = new { stringValue = body }, timeUnixNano = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000).ToString(CultureInfo.InvariantCulture) };
        return PostAsync("/v1/logs", new { resourceLogs = new[] { new { resource = Resource(service), scopeLogs = new[] { new { logRecords = new[] { record } } } } } });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private static object Resource(string service) => new { attributes = new[] { new { key = "service.name", value = new { stringValue = service } } } };

    private async Task PostAsync(string path, object body)
    {
        using StringContent content = new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _client.PostAsync(path, content, CancellationToken.None);
        answer.EnsureSuccessStatusCode();
    }
}
