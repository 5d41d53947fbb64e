using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Seatrial.Telemetry.Tests.Intake;

public sealed class SdkExporterTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task A_service_with_the_SDK_is_understood(OtlpExportProtocol protocol)
    {
        await using var host = await IntakeHost.StartAsync();
        using var source = new ActivitySource($"Seatrial.Telemetry.Tests.{protocol}");
        string traceId;
        using (var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .SetResourceBuilder(Resource)
            .AddOtlpExporter(options => Send(options, host, protocol, "traces"))
            .Build())
        using (var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(telemetry =>
        {
            telemetry.IncludeFormattedMessage = true;
            telemetry.SetResourceBuilder(Resource);
            telemetry.AddOtlpExporter(options => Send(options, host, protocol, "logs"));
        })))
        {
            traceId = Work(source, loggers.CreateLogger("Shop.Payments"));
            Assert.True(traces.ForceFlush(10_000));
        }

        host.Store.Expect("run-1", [traceId]);
        var signals = host.Store.Read("run-1", traceId);
        Assert.Equal(2, signals.Spans.Length);
        var root = signals.Spans.Single(span => span.ParentSpanId is null);
        var charge = signals.Spans.Single(span => span.ParentSpanId is not null);
        Assert.Equal("POST /pay", root.Name);
        Assert.Equal("payments", charge.Service);
        Assert.Equal("2.0.1", charge.ServiceVersion);
        Assert.True(charge.IsError);
        Assert.Equal("declined", charge.StatusMessage);
        Assert.Equal("System.InvalidOperationException", charge.ExceptionType);
        Assert.Equal("no money", charge.ExceptionMessage);
        Assert.Equal("500", charge.Attributes["http.response.status_code"]);
        Assert.Equal(root.SpanId, charge.ParentSpanId);
        var log = Assert.Single(signals.Logs);
        Assert.Equal("Card 42 declined", log.Body);
        Assert.Equal("Shop.Payments", log.Category);
        Assert.Equal(17, log.Severity);
        Assert.Equal(charge.SpanId, log.SpanId);
        Assert.EndsWith("InvalidOperationException", log.ExceptionType, StringComparison.Ordinal);
        Assert.Equal((0, 0), (host.Store.Statistics.Spans.Rejected, host.Store.Statistics.Logs.Rejected));
    }

    private static ResourceBuilder Resource =>
        ResourceBuilder.CreateEmpty().AddService("payments", serviceVersion: "2.0.1");

    private static void Send(OtlpExporterOptions options, IntakeHost host, OtlpExportProtocol protocol, string signal)
    {
        options.Protocol = protocol;
        options.ExportProcessorType = ExportProcessorType.Simple;
        options.Endpoint = protocol == OtlpExportProtocol.Grpc
            ? host.GrpcAddress
            : new Uri(host.Http.BaseAddress!, $"/v1/{signal}");
    }

    private static string Work(ActivitySource source, ILogger logger)
    {
        using var root = source.StartActivity("POST /pay", ActivityKind.Server);
        using var charge = source.StartActivity("charge", ActivityKind.Client);
        var exception = new InvalidOperationException("no money");
        charge!.SetTag("http.response.status_code", 500);
        charge.SetStatus(ActivityStatusCode.Error, "declined");
        charge.AddException(exception);
        logger.LogError(exception, "Card {Card} declined", 42);
        return charge.TraceId.ToHexString();
    }
}
