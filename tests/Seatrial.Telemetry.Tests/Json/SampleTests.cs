using Seatrial.Core.Triage;
using Seatrial.Telemetry.Intake;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Tests.Json;

/// <summary>The examples published with OTLP, where they lie beside the checkout.</summary>
public sealed class SampleTests
{
    private const string TraceId = "5b8efff798038103d269b633813fc60c";

    private readonly SignalStore _store = new(new SignalStoreOptions(), TimeProvider.System);

    [Fact]
    public void Trace_sample_is_understood()
    {
        var result = new OtlpSignals(_store).Traces.Ingest(Sample("trace.json"), OtlpEncoding.Json);

        Assert.Equal((1, 0), (result.Received, result.Rejected));
        var span = Assert.Single(_store.Read("run", TraceId).Spans);
        Assert.Equal("I'm a server span", span.Name);
        Assert.Equal("my.service", span.Service);
        Assert.Equal("eee19b7ec3c1b173", span.ParentSpanId);
        Assert.Equal(SpanKind.Server, span.Kind);
        Assert.Equal("some value", span.Attributes["my.span.attr"]);
    }

    [Fact]
    public void Logs_sample_is_understood()
    {
        new OtlpSignals(_store).Logs.Ingest(Sample("logs.json"), OtlpEncoding.Json);

        var log = Assert.Single(_store.Read("run", TraceId).Logs);
        Assert.Equal("Example log record", log.Body);
        Assert.Equal(10, log.Severity);
        Assert.Equal("my.library", log.Category);
        Assert.Equal("""["many","values"]""", log.Attributes["array.attribute"]);
        Assert.Equal("""{"some.map.key":"some value"}""", log.Attributes["map.attribute"]);
        Assert.Equal("637.704", log.Attributes["double.attribute"]);
    }

    [Fact]
    public void Metrics_sample_is_counted()
    {
        var result = new OtlpSignals(_store).Metrics.Ingest(Sample("metrics.json"), OtlpEncoding.Json);

        Assert.True(result.Received >= 3);
    }

    private static byte[] Sample(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Seatrial.slnx")))
        {
            folder = folder.Parent;
        }

        var file = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "data", "otlp", name);
        Assert.SkipUnless(File.Exists(file), $"{name} of OTLP's examples is not there.");
        return File.ReadAllBytes(file);
    }
}
