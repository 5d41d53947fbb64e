using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Seatrial.Telemetry.Tests.Intake;

public sealed class OtlpGrpcTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static (byte[] bytes) => bytes, static bytes => bytes);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("trace.v1.TraceService")]
    [InlineData("logs.v1.LogsService")]
    [InlineData("metrics.v1.MetricsService")]
    public async Task Export_EmptyRequest_Succeeds(string service)
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Empty(await ExportAsync(host, [], service: service));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_Spans_AreStored(bool isGzip)
    {
        await using var host = await IntakeHost.StartAsync();
        host.Store.Expect("run-1", [Requests.TraceId]);

        var answer = await ExportAsync(host, Requests.Of(Requests.Span("eee19b7ec3c1b174")).ToByteArray(), isGzip);

        Assert.Empty(answer);
        Assert.Single(host.Store.Read("run-1", Requests.TraceId).Spans);
    }

    [Fact]
    public async Task Export_SpanWithoutId_IsRejectedInPart()
    {
        await using var host = await IntakeHost.StartAsync();
        var invalid = Requests.Span("eee19b7ec3c1b174");
        invalid.SpanId = ByteString.Empty;

        var answer = await ExportAsync(host, Requests.Of(invalid).ToByteArray());

        Assert.Equal(1, ExportTraceServiceResponse.Parser.ParseFrom(answer).PartialSuccess.RejectedSpans);
    }

    [Fact]
    public async Task Export_Malformed_IsInvalidArgument()
    {
        await using var host = await IntakeHost.StartAsync();

        var exception = await Assert.ThrowsAsync<RpcException>(() => ExportAsync(host, [0x0A, 0xFF]));

        Assert.Equal(StatusCode.InvalidArgument, exception.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_TooLarge_IsResourceExhaustedForGood(bool isGzip)
    {
        await using var host = await IntakeHost.StartAsync(options => options.MaxRequestBytes = 1 << 20);

        var exception = await Assert.ThrowsAsync<RpcException>(() => ExportAsync(host, new byte[64 << 20], isGzip));

        Assert.Equal(StatusCode.ResourceExhausted, exception.StatusCode);
        if (isGzip)
        {
            // Ours, given while unpacking; gRPC's own comes only when all is unpacked.
            Assert.Contains("send smaller batches", exception.Status.Detail, StringComparison.Ordinal);
        }

        Assert.Null(exception.Trailers.GetValueBytes("grpc-status-details-bin"));
    }

    [Fact]
    public async Task Export_UnderPressure_IsToldToComeBack()
    {
        await using var host = await IntakeHost.StartAsync(options => options.MaxConcurrentRequests = 1);
        using var other = host.Gate.TryEnter();

        var exception = await Assert.ThrowsAsync<RpcException>(() => ExportAsync(host, []));

        Assert.Equal(StatusCode.ResourceExhausted, exception.StatusCode);
        var details = exception.Trailers.GetValueBytes("grpc-status-details-bin");
        var status = Google.Rpc.Status.Parser.ParseFrom(details);
        Assert.Equal((int)StatusCode.ResourceExhausted, status.Code);
        Assert.Equal(1, status.Details[0].Unpack<Google.Rpc.RetryInfo>().RetryDelay.Seconds);
    }

    private static async Task<byte[]> ExportAsync(
        IntakeHost host,
        byte[] body,
        bool isGzip = false,
        string service = "trace.v1.TraceService")
    {
        // Without this the client would come back by itself.
        using var channel = GrpcChannel.ForAddress(host.GrpcAddress, new GrpcChannelOptions
        {
            ServiceConfig = new ServiceConfig(),
            MaxSendMessageSize = null,
        });
        var method = new Method<byte[], byte[]>(
            MethodType.Unary, $"opentelemetry.proto.collector.{service}", "Export", Bytes, Bytes);
        var headers = new Metadata();
        if (isGzip)
        {
            headers.Add("grpc-internal-encoding-request", "gzip");
        }

        using var call = channel.CreateCallInvoker().AsyncUnaryCall(
            method, null, new CallOptions(headers, cancellationToken: Token), body);
        return await call.ResponseAsync;
    }
}
