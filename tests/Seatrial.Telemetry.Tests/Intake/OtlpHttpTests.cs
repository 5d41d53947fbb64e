using System.Net;
using System.Text.Json;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Metrics.V1;
using Seatrial.Core.Triage;

namespace Seatrial.Telemetry.Tests.Intake;

public sealed class OtlpHttpTests
{
    private const int Limit = 4096;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_SpansInProtobuf_AreStored(bool isGzip)
    {
        await using var host = await IntakeHost.StartAsync();
        host.Store.Expect("run-1", [Requests.TraceId]);
        var body = Requests.Of(Requests.Span("eee19b7ec3c1b174")).ToByteArray();

        var response = await host.Http.PostAsync(
            "/v1/traces", isGzip ? Requests.Gzip(body) : Requests.Content(body), Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Requests.Protobuf, response.Content.Headers.ContentType?.MediaType);
        var answer = ExportTraceServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Null(answer.PartialSuccess);
        var signals = host.Store.Read("run-1", Requests.TraceId);
        var span = Assert.Single(signals.Spans);
        Assert.Equal("eee19b7ec3c1b174", span.SpanId);
        Assert.Equal("checkout", span.Service);
        Assert.Equal("1.4.0", span.ServiceVersion);
        Assert.Equal(SpanKind.Server, span.Kind);
        Assert.Equal(TimeSpan.FromSeconds(1), span.End - span.Start);
        Assert.Equal(host.Clock.GetUtcNow(), signals.LastArrival);
        Assert.True(host.Store.IsListening);
    }

    [Theory]
    [InlineData("traces")]
    [InlineData("logs")]
    [InlineData("metrics")]
    public async Task Post_EmptyRequest_Succeeds(string signal)
    {
        await using var host = await IntakeHost.StartAsync();

        var binary = await host.Http.PostAsync($"/v1/{signal}", Requests.Content([]), Token);
        var json = await host.Http.PostAsync($"/v1/{signal}", Requests.Content("{}"u8.ToArray(), Requests.Json), Token);

        Assert.Equal(HttpStatusCode.OK, binary.StatusCode);
        Assert.Empty(await binary.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(HttpStatusCode.OK, json.StatusCode);
        Assert.Equal("{}", await json.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Post_SpansWithoutId_AreRejectedInPart()
    {
        await using var host = await IntakeHost.StartAsync();
        var invalid = Requests.Span("eee19b7ec3c1b174");
        invalid.TraceId = ByteString.CopyFrom(new byte[16]);
        var body = Requests.Of(invalid, Requests.Span("eee19b7ec3c1b175")).ToByteArray();

        var response = await host.Http.PostAsync("/v1/traces", Requests.Content(body), Token);

        var answer = ExportTraceServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, answer.PartialSuccess.RejectedSpans);
        Assert.NotEmpty(answer.PartialSuccess.ErrorMessage);
        var counts = host.Store.Statistics.Spans;
        Assert.Equal((2, 1, 1), (counts.Received, counts.Stored, counts.Rejected));
    }

    [Fact]
    public async Task Post_SpansWithoutIdInJson_AreRejectedInPartInJson()
    {
        await using var host = await IntakeHost.StartAsync();
        var body = """{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"","spanId":"01"}]}]}]}"""u8.ToArray();

        var response = await host.Http.PostAsync(
            "/v1/traces", Requests.Content(body, "application/json; charset=utf-8"), Token);

        Assert.Equal(Requests.Json, response.Content.Headers.ContentType?.MediaType);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("1", answer.RootElement.GetProperty("partialSuccess").GetProperty("rejectedSpans").GetString());
    }

    [Fact]
    public async Task Post_Metrics_AreCountedAndLetGo()
    {
        await using var host = await IntakeHost.StartAsync();
        var request = new ExportMetricsServiceRequest
        {
            ResourceMetrics = { new ResourceMetrics { ScopeMetrics = { new ScopeMetrics { Metrics = { Sum() } } } } },
        };

        var response = await host.Http.PostAsync("/v1/metrics", Requests.Content(request.ToByteArray()), Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((2, 2), (host.Store.Statistics.Metrics.Received, host.Store.Statistics.Metrics.Dropped));
    }

    [Fact]
    public async Task Post_TooLarge_IsRefusedWithStatus()
    {
        await using var host = await IntakeHost.StartAsync(options => options.MaxRequestBytes = Limit);

        var response = await host.Http.PostAsync("/v1/traces", Requests.Content(new byte[Limit + 1]), Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await AssertStatusAsync(response, 8);
    }

    [Fact]
    public async Task Post_TooLargeOfUnknownLength_IsRefused()
    {
        await using var host = await IntakeHost.StartAsync(options => options.MaxRequestBytes = Limit);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/traces");
        request.Content = Requests.Content(new byte[Limit * 2]);
        request.Headers.TransferEncodingChunked = true;

        var response = await host.Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Post_ExactlyTheLimit_IsTaken()
    {
        var large = Requests.Text("note", new string('x', Limit));
        var body = Requests.Of(Requests.Span("eee19b7ec3c1b174", Requests.TraceId, large)).ToByteArray();
        await using var host = await IntakeHost.StartAsync(options => options.MaxRequestBytes = body.Length);

        var plain = await host.Http.PostAsync("/v1/traces", Requests.Content(body), Token);
        var packed = await host.Http.PostAsync("/v1/traces", Requests.Gzip(body), Token);

        Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
        Assert.Equal(HttpStatusCode.OK, packed.StatusCode);
        Assert.Equal(1, host.Store.Statistics.Spans.Duplicates);
    }

    [Theory]
    [InlineData(Requests.Protobuf)]
    [InlineData(Requests.Json)]
    public async Task Post_GzipBomb_IsRefusedBeforeItUnpacks(string type)
    {
        await using var host = await IntakeHost.StartAsync(options => options.MaxRequestBytes = 1 << 20);
        var bomb = new byte[256 << 20];

        var response = await host.Http.PostAsync("/v1/traces", Requests.Gzip(bomb, type), Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_NotGzip_IsMalformed()
    {
        await using var host = await IntakeHost.StartAsync();
        var content = Requests.Content("plain"u8.ToArray());
        content.Headers.ContentEncoding.Add("gzip");

        var response = await host.Http.PostAsync("/v1/traces", content, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await AssertStatusAsync(response, 3);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/grpc")]
    public async Task Post_OtherType_IsUnsupported(string type)
    {
        await using var host = await IntakeHost.StartAsync();

        var response = await host.Http.PostAsync("/v1/logs", Requests.Content([1], type), Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Post_WithoutTypeOrWithOtherCompression_IsUnsupported()
    {
        await using var host = await IntakeHost.StartAsync();
        var packed = Requests.Content([1]);
        packed.Headers.ContentEncoding.Add("br");

        var untyped = await host.Http.PostAsync("/v1/logs", new ByteArrayContent([1]), Token);
        var brotli = await host.Http.PostAsync("/v1/logs", packed, Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, untyped.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, brotli.StatusCode);
    }

    [Fact]
    public async Task Post_Malformed_IsToldInTheEncodingOfTheRequest()
    {
        await using var host = await IntakeHost.StartAsync();

        var binary = await host.Http.PostAsync("/v1/traces", Requests.Content([0x0A, 0xFF]), Token);
        var json = await host.Http.PostAsync(
            "/v1/traces", Requests.Content("{\"resourceSpans\":7}"u8.ToArray(), Requests.Json), Token);

        Assert.Equal(HttpStatusCode.BadRequest, binary.StatusCode);
        await AssertStatusAsync(binary, 3);
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
        using var status = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Token));
        Assert.Equal(3, status.RootElement.GetProperty("code").GetInt32());
        Assert.Contains("array", status.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_UnderPressure_IsToldToComeBack()
    {
        await using var host = await IntakeHost.StartAsync(options =>
        {
            options.MaxConcurrentRequests = 1;
            options.RetryAfter = TimeSpan.FromSeconds(7);
        });
        using (host.Gate.TryEnter())
        {
            var binary = await host.Http.PostAsync("/v1/traces", Requests.Content([]), Token);
            var json = await host.Http.PostAsync("/v1/traces", Requests.Content("{}"u8.ToArray(), Requests.Json), Token);

            Assert.Equal(HttpStatusCode.TooManyRequests, binary.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(7), binary.Headers.RetryAfter?.Delta);
            await AssertStatusAsync(binary, 8);
            using var status = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Token));
            Assert.Equal("7s", status.RootElement.GetProperty("details")[0].GetProperty("retryDelay").GetString());
        }

        var after = await host.Http.PostAsync("/v1/traces", Requests.Content([]), Token);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task Post_MoreBytesThanMayBeAtWork_IsToldToComeBack()
    {
        await using var host = await IntakeHost.StartAsync(options =>
        {
            options.MaxRequestBytes = 1 << 20;
            options.MaxInFlightBytes = 1 << 20;
        });
        using var other = host.Gate.TryEnter();
        Assert.True(other!.TryHold((1 << 20) - 100));

        var response = await host.Http.PostAsync("/v1/traces", Requests.Content(new byte[5000]), Token);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
    }

    [Fact]
    public async Task Post_Log_IsMapped()
    {
        await using var host = await IntakeHost.StartAsync();
        host.Store.Expect("run-1", [Requests.TraceId]);
        var log = Requests.Log("Payment declined");
        log.Attributes.Add(Requests.Text("exception.type", "System.TimeoutException"));
        log.Attributes.Add(Requests.Text("exception.message", "too slow"));

        await host.Http.PostAsync("/v1/logs", Requests.Content(Requests.Of(log).ToByteArray()), Token);

        var record = Assert.Single(host.Store.Read("run-1", Requests.TraceId).Logs);
        Assert.Equal("Payment declined", record.Body);
        Assert.Equal(17, record.Severity);
        Assert.Equal("Shop.Payments", record.Category);
        Assert.Equal("System.TimeoutException", record.ExceptionType);
        Assert.Equal("too slow", record.ExceptionMessage);
        Assert.Equal("eee19b7ec3c1b174", record.SpanId);
    }

    [Fact]
    public async Task Post_LogOfNoTrace_IsCountedAndLetGo()
    {
        await using var host = await IntakeHost.StartAsync();
        var log = Requests.Log("Started");
        log.TraceId = ByteString.Empty;

        var response = await host.Http.PostAsync("/v1/logs", Requests.Content(Requests.Of(log).ToByteArray()), Token);

        var answer = ExportLogsServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Null(answer.PartialSuccess);
        Assert.Equal(1, host.Store.Statistics.Logs.Dropped);
    }

    [Fact]
    public async Task Get_IsNotAllowed()
    {
        await using var host = await IntakeHost.StartAsync();

        var response = await host.Http.GetAsync(new Uri("/v1/traces", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private static Metric Sum()
    {
        var data = new MetricData();
        data.DataPoints.AddRange([new DataPoint(), new DataPoint()]);
        return new Metric { Sum = data };
    }

    private static async Task AssertStatusAsync(HttpResponseMessage response, int code)
    {
        Assert.Equal(Requests.Protobuf, response.Content.Headers.ContentType?.MediaType);
        var status = Google.Rpc.Status.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(code, status.Code);
        Assert.NotEmpty(status.Message);
    }
}
