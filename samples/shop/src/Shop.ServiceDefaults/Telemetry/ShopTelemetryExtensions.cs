using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Shop.ServiceDefaults.Hosting;

namespace Shop.ServiceDefaults.Telemetry;

internal static class ShopTelemetryExtensions
{
    // Half a second: short enough that a test sees its own trace, long enough to batch.
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.Ordinal)
    {
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "500",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "5000",

        // No address of this shop holds a secret, and what was asked for explains many a failure.
        ["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true",
        ["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true",
    };

    public static void AddShopTelemetry(this WebApplicationBuilder builder, ServiceIdentity identity)
    {
        foreach (var (key, value) in Defaults)
        {
            builder.Configuration[key] ??= value;
        }

        // The runtime carries traceparent and baggage by itself; a second propagator would only repeat it.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        ConfigureLevels(builder.Logging);

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(identity.Name, serviceVersion: identity.Version))
            .WithTracing(tracing => tracing
                .AddSource(ShopDiagnostics.SourceName)
                .AddAspNetCoreInstrumentation(options =>
                {
                    options.RecordException = true;
                    options.Filter = IsTraffic;
                })
                .AddHttpClientInstrumentation(options => options.RecordException = true)
                .AddProcessor(new BaggageSpanProcessor()))
            .WithLogging(
                logging => logging.AddProcessor(new BaggageLogProcessor()),
                options => options.IncludeFormattedMessage = true)
            .WithMetrics(metrics => metrics
                .AddMeter("Microsoft.AspNetCore.Hosting", "System.Net.Http", ShopDiagnostics.SourceName));

        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }

    private static void ConfigureLevels(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Yarp", LogLevel.Warning);
        logging.AddFilter("OpenIddict", LogLevel.Warning);
        logging.AddSimpleConsole(console => console.SingleLine = true);
    }

    private static bool IsTraffic(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/version", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/_gateway", StringComparison.Ordinal);
}
