using Google.Protobuf;

namespace Seatrial.Telemetry.Intake;

/// <summary>Takes OTLP in over gRPC; its methods are told by <see cref="OtlpGrpcMethods"/>.</summary>
/// <param name="instruments">What is told about the intake.</param>
internal sealed class OtlpGrpcService(TelemetryInstruments instruments)
{
    internal Task<TResponse> ExportAsync<TRequest, TResponse>(
        OtlpSignalOf<TRequest, TResponse> signal,
        TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        var result = signal.Ingest(request);
        instruments.OnTaken(signal.Name, TelemetryInstruments.Grpc, result);
        return Task.FromResult(signal.AnswerTyped(result));
    }
}
