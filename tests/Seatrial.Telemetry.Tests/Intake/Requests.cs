using System.IO.Compression;
using System.Net.Http.Headers;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Seatrial.Telemetry.Tests.Intake;

/// <summary>Requests as services send them.</summary>
internal static class Requests
{
    internal const string TraceId = "5b8efff798038103d269b633813fc60c";
    internal const string Protobuf = "application/x-protobuf";
    internal const string Json = "application/json";

    internal static ExportTraceServiceRequest Of(params Span[] spans) => new()
    {
        ResourceSpans =
        {
            new ResourceSpans
            {
                Resource = Shop("checkout", "1.4.0"),
                ScopeSpans = { new ScopeSpans { Spans = { spans } } },
            },
        },
    };

    internal static ExportLogsServiceRequest Of(params LogRecord[] records) => new()
    {
        ResourceLogs =
        {
            new ResourceLogs
            {
                Resource = Shop("checkout", "1.4.0"),
                ScopeLogs =
                {
                    new ScopeLogs
                    {
                        Scope = new InstrumentationScope { Name = "Shop.Payments" },
                        LogRecords = { records },
                    },
                },
            },
        },
    };

    internal static Span Span(string spanId, string traceId = TraceId, params KeyValue[] attributes) => new()
    {
        TraceId = Id(traceId),
        SpanId = Id(spanId),
        Name = "GET /cart",
        Kind = OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind.Server,
        StartTimeUnixNano = 1_544_712_660_000_000_000,
        EndTimeUnixNano = 1_544_712_661_000_000_000,
        Attributes = { attributes },
    };

    internal static LogRecord Log(string body, ulong time = 1_544_712_660_300_000_000) => new()
    {
        TraceId = Id(TraceId),
        SpanId = Id("eee19b7ec3c1b174"),
        TimeUnixNano = time,
        SeverityNumber = 17,
        Body = new AnyValue { StringValue = body },
    };

    internal static KeyValue Text(string key, string value) =>
        new() { Key = key, Value = new AnyValue { StringValue = value } };

    internal static ByteString Id(string hex) => ByteString.CopyFrom(Convert.FromHexString(hex));

    internal static ByteArrayContent Content(byte[] body, string type = Protobuf)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    internal static ByteArrayContent Gzip(byte[] body, string type = Protobuf)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        var content = Content(packed.ToArray(), type);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static Resource Shop(string name, string version) => new()
    {
        Attributes = { Text("service.name", name), Text("service.version", version) },
    };
}
