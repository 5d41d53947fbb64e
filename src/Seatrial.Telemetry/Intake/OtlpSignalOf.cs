using System.Buffers;
using Google.Protobuf;

namespace Seatrial.Telemetry.Intake;

/// <summary>A signal with the types of its request and answer.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResponse">The answer.</typeparam>
internal sealed class OtlpSignalOf<TRequest, TResponse> : OtlpSignal
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>, new()
{
    private readonly MessageParser<TRequest> _parser;
    private readonly Func<ReadOnlySpan<byte>, TRequest> _readJson;
    private readonly Func<TRequest, IngestResult> _ingest;
    private readonly Func<IngestResult, TResponse> _answerPartly;

    internal OtlpSignalOf(
        string name,
        string rejectedName,
        MessageParser<TRequest> parser,
        Func<ReadOnlySpan<byte>, TRequest> readJson,
        Func<TRequest, IngestResult> ingest,
        Func<IngestResult, TResponse> answerPartly)
    {
        Name = name;
        RejectedName = rejectedName;
        _parser = parser.WithDiscardUnknownFields(true);
        _readJson = readJson;
        _ingest = ingest;
        _answerPartly = answerPartly;
    }

    internal override string Name { get; }

    internal override string RejectedName { get; }

    internal override IngestResult Ingest(ReadOnlySpan<byte> body, OtlpEncoding encoding) =>
        _ingest(encoding == OtlpEncoding.Json ? _readJson(body) : _parser.ParseFrom(body));

    internal override IMessage Answer(IngestResult result) => AnswerTyped(result);

    internal TRequest Parse(ReadOnlySequence<byte> body) => _parser.ParseFrom(body);

    internal IngestResult Ingest(TRequest request) => _ingest(request);

    internal TResponse AnswerTyped(IngestResult result) => result.Rejected == 0 ? new TResponse() : _answerPartly(result);
}
