using System.Text;
using System.Text.Json;
using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Trace.V1;
using Seatrial.Telemetry.Intake;
using Seatrial.Telemetry.Json;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Tests.Intake;

public sealed class FuzzTests
{
    private const string Document = """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"checkout"}}]},
         "scopeSpans":[{"scope":{"name":"lib"},"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C",
         "spanId":"EEE19B7EC3C1B174","parentSpanId":"","name":"pay","kind":2,"startTimeUnixNano":"1544712660000000000",
         "endTimeUnixNano":1544712661000000000,"attributes":[{"key":"n","value":{"arrayValue":{"values":[{"intValue":"1"},
         {"doubleValue":1.5},{"kvlistValue":{"values":[{"key":"k","value":{"bytesValue":"AQI="}}]}}]}}}],
         "events":[{"name":"exception"}],"links":[{"traceId":"01","spanId":"02"}],"status":{"code":2}}]}]}]}
        """;

    private static readonly Gen<(int At, byte Value, int Kind)[]> Mutations =
        Gen.Select(Gen.Int[0, 4095], Gen.Byte, Gen.Int[0, 3]).Array[1, 8];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Mutated_json_is_read_or_refused()
    {
        var signals = new OtlpSignals(new SignalStore(new SignalStoreOptions(), TimeProvider.System));
        var document = Encoding.UTF8.GetBytes(Document);
        Mutations.Sample(mutations =>
        {
            var body = Mutate(document, mutations);
            foreach (var signal in (OtlpSignal[])[signals.Traces, signals.Logs, signals.Metrics])
            {
                try
                {
                    signal.Ingest(body, OtlpEncoding.Json);
                }
                catch (JsonException)
                {
                    // Refusing is fine; anything else thrown is not.
                }
            }
        }, iter: 20_000);
    }

    [Fact]
    public void Mutated_protobuf_is_read_or_refused()
    {
        var signals = new OtlpSignals(new SignalStore(new SignalStoreOptions(), TimeProvider.System));
        var document = TraceJson.Read(Encoding.UTF8.GetBytes(Document)).ToByteArray();
        Mutations.Sample(mutations =>
        {
            var body = Mutate(document, mutations);
            foreach (var signal in (OtlpSignal[])[signals.Traces, signals.Logs, signals.Metrics])
            {
                try
                {
                    signal.Ingest(body, OtlpEncoding.Protobuf);
                }
                catch (InvalidProtocolBufferException)
                {
                    // Refusing is fine; anything else thrown is not.
                }
            }
        }, iter: 20_000);
    }

    [Fact]
    public async Task Mutated_requests_never_fail_the_server()
    {
        await using var host = await IntakeHost.StartAsync(options => options.MaxRequestBytes = 1 << 16);
        var json = Encoding.UTF8.GetBytes(Document);
        var binary = TraceJson.Read(json).ToByteArray();
        await Gen.Select(Mutations, Gen.Bool, Gen.Bool).SampleAsync(async (mutations, isJson, isGzip) =>
        {
            var body = Mutate(isJson ? json : binary, mutations);
            var type = isJson ? Requests.Json : Requests.Protobuf;
            using var content = isGzip ? Requests.Gzip(body, type) : Requests.Content(body, type);

            var response = await host.Http.PostAsync("/v1/traces", content, Token);

            Assert.True((int)response.StatusCode is 200 or 400, $"{(int)response.StatusCode}");
            Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        }, iter: 1000, threads: 1);
    }

    [Fact]
    public async Task Broken_gzip_never_fails_the_server()
    {
        await using var host = await IntakeHost.StartAsync(options => options.MaxRequestBytes = 1 << 16);
        var packed = await Requests.Gzip(Encoding.UTF8.GetBytes(Document)).ReadAsByteArrayAsync(Token);
        await Mutations.SampleAsync(async mutations =>
        {
            using var content = Requests.Content(Mutate(packed, mutations), Requests.Json);
            content.Headers.ContentEncoding.Add("gzip");

            var response = await host.Http.PostAsync("/v1/traces", content, Token);

            Assert.True((int)response.StatusCode is 200 or 400 or 413, $"{(int)response.StatusCode}");
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void Json_and_protobuf_of_the_same_span_are_the_same()
    {
        var text = Gen.String[0, 20];
        Gen.Select(text, text, Gen.ULong, Gen.Long, Gen.Double, Gen.Byte.Array[16]).Sample((name, value, time, number, real, id) =>
        {
            var span = new Span
            {
                TraceId = ByteString.CopyFrom(id),
                Name = Valid(name),
                StartTimeUnixNano = time,
                Attributes =
                {
                    Requests.Text("text", Valid(value)),
                    new OpenTelemetry.Proto.Common.V1.KeyValue { Key = "number", Value = new() { IntValue = number } },
                    new OpenTelemetry.Proto.Common.V1.KeyValue { Key = "real", Value = new() { DoubleValue = real } },
                },
            };
            var json = JsonSerializer.SerializeToUtf8Bytes(new
            {
                resourceSpans = new[] { new { scopeSpans = new[] { new { spans = new[] { AsJson(span) } } } } },
            });

            Assert.Equal(span, TraceJson.Read(json).ResourceSpans[0].ScopeSpans[0].Spans[0]);
        });
    }

    private static object AsJson(Span span) => new
    {
        traceId = Convert.ToHexString(span.TraceId.Span),
        name = span.Name,
        startTimeUnixNano = $"{span.StartTimeUnixNano}",
        attributes = new object[]
        {
            new { key = "text", value = new { stringValue = span.Attributes[0].Value.StringValue } },
            new { key = "number", value = new { intValue = span.Attributes[1].Value.IntValue } },
            new { key = "real", value = new { doubleValue = Real(span.Attributes[2].Value.DoubleValue) } },
        },
    };

    private static object Real(double value) => double.IsFinite(value)
        ? value
        : value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static byte[] Mutate(byte[] original, (int At, byte Value, int Kind)[] mutations)
    {
        var bytes = original.ToList();
        foreach (var (at, value, kind) in mutations)
        {
            var index = at % Math.Max(1, bytes.Count);
            switch (kind)
            {
                case 0 when bytes.Count > 0:
                    bytes[index] = value;
                    break;
                case 1:
                    bytes.Insert(index, value);
                    break;
                case 2 when bytes.Count > 0:
                    bytes.RemoveAt(index);
                    break;
                default:
                    // Structure repeated or cut short says more than single bytes.
                    bytes.AddRange(bytes.Skip(index).Take(value).ToArray());
                    break;
            }
        }

        return [.. bytes];
    }
}
