using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Seatrial.Telemetry.Intake;

/// <summary>
/// The three <c>Export</c> methods. They are not generated, because the generated ones keep unknown fields and answer
/// a malformed message as if the fault were ours.
/// </summary>
/// <param name="signals">The signals.</param>
/// <param name="instruments">What is told about the intake.</param>
internal sealed class OtlpGrpcMethods(OtlpSignals signals, TelemetryInstruments instruments)
    : IServiceMethodProvider<OtlpGrpcService>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<OtlpGrpcService> context)
    {
        Add(context, "opentelemetry.proto.collector.trace.v1.TraceService", signals.Traces);
        Add(context, "opentelemetry.proto.collector.logs.v1.LogsService", signals.Logs);
        Add(context, "opentelemetry.proto.collector.metrics.v1.MetricsService", signals.Metrics);
    }

    private void Add<TRequest, TResponse>(
        ServiceMethodProviderContext<OtlpGrpcService> context,
        string service,
        OtlpSignalOf<TRequest, TResponse> signal)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        var requests = Marshallers.Create<TRequest>(
            static (_, _) => throw new NotSupportedException(),
            payload => Parse(signal, payload));
        var responses = Marshallers.Create<TResponse>(
            static (response, sink) => sink.Complete(response.ToByteArray()),
            static _ => throw new NotSupportedException());
        var method = new Method<TRequest, TResponse>(MethodType.Unary, service, "Export", requests, responses);
        context.AddUnaryMethod(
            method,
            [],
            (intake, request, _) => intake.ExportAsync(signal, request));
    }

    private TRequest Parse<TRequest, TResponse>(
        OtlpSignalOf<TRequest, TResponse> signal,
        DeserializationContext payload)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        try
        {
            return signal.Parse(payload.PayloadAsReadOnlySequence());
        }
        catch (InvalidProtocolBufferException exception)
        {
            var refusal = Refusal.Malformed(exception.Message);
            instruments.OnRefused(signal.Name, TelemetryInstruments.Grpc, refusal.Reason);
            throw new RpcException(new Status(refusal.Code, refusal.Message));
        }
    }
}
