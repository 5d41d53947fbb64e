using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Rpc;

/// <summary>What a call gave: messages and a status. The document is the message; of a stream, the list of them; of an error, its details.</summary>
internal sealed class GrpcAnswer : StepAnswer
{
    private const string Details = "grpc-status-details-bin";
    private readonly StepExchange _sent;
    private readonly GrpcReply _reply;
    private readonly bool _asksForStatus;
    private readonly JsonElement _document;
    private readonly string? _problem;

    public GrpcAnswer(StepExchange sent, GrpcReply reply, MethodDescriptor method, GrpcSchema schema, bool asksForStatus, TimeSpan duration)
    {
        (_sent, _reply, _asksForStatus, Duration) = (sent, reply, asksForStatus, duration);
        try
        {
            _document = Document(reply, method, new ProtoReader(schema));
        }
        catch (Exception exception) when (exception is GrpcMessageException or JsonException or InvalidProtocolBufferException)
        {
            _problem = exception.Message;
        }

        _problem ??= reply.IsCut ? "the server sent more than 10000 messages"
            : reply.Status.StatusCode == StatusCode.OK && !method.IsServerStreaming && reply.Messages.Count != 1 ? $"the method answers with one message, and {reply.Messages.Count} came"
            : null;
    }

    /// <inheritdoc/>
    public override TimeSpan Duration { get; }

    /// <inheritdoc/>
    public override bool HadNoEffect => _reply.Status.StatusCode is StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.AlreadyExists
        or StatusCode.PermissionDenied or StatusCode.Unauthenticated or StatusCode.FailedPrecondition or StatusCode.OutOfRange or StatusCode.Unimplemented;

    /// <inheritdoc/>
    public override string? ProtocolFailure => _problem ?? (_asksForStatus || _reply.Status.StatusCode == StatusCode.OK ? null
        : $"status: expected OK, was {Name}{(_reply.Status.Detail.Length == 0 ? string.Empty : $" ({_reply.Status.Detail})")}");

    /// <inheritdoc/>
    public override StepExchange Exchange => _sent with
    {
        Response = Shown.Message(
            _reply.Status.Detail.Length == 0 ? Name : $"{Name} {_reply.Status.Detail}",
            _reply.Headers.Concat(_reply.Trailers).Select(static entry => new ExchangeHeader(entry.Key, ValueOf(entry))),
            _document.ValueKind == JsonValueKind.Undefined ? null : _document.GetRawText()),
    };

    private string Name => GrpcFaults.NameOf(_reply.Status.StatusCode);

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = _document.ValueKind != JsonValueKind.Undefined ? null : _problem ?? $"the status is {Name}, and no message came";
        return _document;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject switch
    {
        "status" => FlowValues.Of(Name),
        "message" => FlowValues.Of(_reply.Status.Detail),
        "messages" => FlowValues.Of(_reply.Messages.Count),
        _ when subject.StartsWith("header.", StringComparison.Ordinal) => Entry(_reply.Headers, subject["header.".Length..]),
        _ when subject.StartsWith("trailer.", StringComparison.Ordinal) => Entry(_reply.Trailers, subject["trailer.".Length..]),
        _ => default,
    };

    private static JsonElement Document(GrpcReply reply, MethodDescriptor method, ProtoReader reader)
    {
        if (reply.Status.StatusCode != StatusCode.OK && !(method.IsServerStreaming && reply.Messages.Count > 0))
        {
            return reply.Trailers.FirstOrDefault(static entry => entry.Key == Details) is { } details
                ? JsonElement.Parse(reader.Read(ProtoFiles.ErrorDetails.Message("google.rpc.Status")!, details.ValueBytes))
                : default;
        }

        string[] messages = [.. reply.Messages.Select((message, i) => reader.Read(method.OutputType, message, string.Create(CultureInfo.InvariantCulture, $"$[{i}]")))];
        return method.IsServerStreaming ? Parse($"[{string.Join(',', messages)}]") : messages.Length > 0 ? Parse(messages[0]) : default;
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1000 });
        return document.RootElement.Clone();
    }

    private static FlowValue Entry(Metadata metadata, string name) =>
        metadata.FirstOrDefault(entry => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found ? FlowValues.Of(ValueOf(found)) : default;

    private static string ValueOf(Metadata.Entry entry) => entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value;
}
