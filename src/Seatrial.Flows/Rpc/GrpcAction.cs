using System.Collections.Immutable;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Servers;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Rpc;

/// <summary>Calls a method: sends what there is to send, and collects what comes until the server ends the call.</summary>
internal sealed class GrpcAction(HttpTransport transport, GrpcPlan plan) : IRequestAction
{
    // The server hears of the deadline; that it has passed is told by the step, not by the server.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public string Summary => plan.Summary;

    /// <inheritdoc/>
    public string? Target => plan.Target;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } =
        [.. plan.Messages.Concat(plan.Metadata.Select(static m => m.Value)).Append(plan.Address).SelectMany(static v => v.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        Uri address = HttpAddress.Evaluate(plan.Address, context.Scope, out bool isTrusted);
        (Metadata metadata, ImmutableArray<ExchangeHeader> shown, string? note) = Headers(context, isTrusted);
        FlowValue[] values = [.. plan.Messages.Select(message => message.Evaluate(context.Scope))];
        StepExchange sent = Sent(address, shown, values, note);
        GrpcPeers peers = context.Memory.Get<GrpcPeers>();
        CallInvoker invoker = peers.Invoker(address, context.Scope.ConnectionTo(address), transport.Options);
        GrpcSchema schema = plan.Schema ?? await DescribeAsync(peers, invoker, metadata, address, sent, cancellationToken);
        MethodDescriptor method = Find(schema);
        if (method.IsClientStreaming == false && values.Length > 1)
        {
            throw Wrong($"{plan.Service}/{plan.Method} takes one message, and {values.Length} are given");
        }

        List<byte[]> messages = [.. values.Select(value => Write(schema, method, value))];
        if (messages.Count == 0 && !method.IsClientStreaming)
        {
            messages.Add([]);
        }

        long started = transport.Time.GetTimestamp();
        DateTime? deadline = context.Remaining is { } remaining ? (transport.Time.GetUtcNow() + remaining + Slack).UtcDateTime : null;
        CallOptions options = new(metadata, deadline, cancellationToken);
        GrpcReply reply = await new GrpcCall(invoker, plan).RunAsync(options, messages, address, sent, cancellationToken);
        return new GrpcAnswer(sent, reply, method, schema, plan.AsksForStatus, transport.Time.GetElapsedTime(started));
    }

    private async ValueTask<GrpcSchema> DescribeAsync(GrpcPeers peers, CallInvoker invoker, Metadata metadata, Uri address, StepExchange sent, CancellationToken cancellationToken)
    {
        try
        {
            return await peers.DescribeAsync(address.Authority, plan.Service, () => new GrpcReflection(invoker, metadata).AskAsync(plan.Service, cancellationToken));
        }
        catch (GrpcSchemaException exception)
        {
            throw Wrong($"{address.Authority} was asked what {plan.Service} is: {exception.Message}");
        }
        catch (RpcException exception) when (GrpcFaults.IsOfServer(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw exception.StatusCode is StatusCode.Unimplemented
                ? Wrong($"{address.Authority} has no server reflection, so it cannot be asked what {plan.Service} is; give its file: `proto: protos/orders.proto`")
                : new StepTransportException(exception.StatusCode is StatusCode.Unauthenticated or StatusCode.PermissionDenied ? TransportFault.Denied : TransportFault.Protocol, false, $"{address.Authority} does not say what {plan.Service} is: {GrpcFaults.NameOf(exception.StatusCode)} {exception.Status.Detail}".TrimEnd(), sent, exception);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or IOException)
        {
            throw GrpcFaults.Translate(exception, address, sent, cancellationToken);
        }
    }

    private MethodDescriptor Find(GrpcSchema schema) =>
        schema.Service(plan.Service)?.FindMethodByName(plan.Method)
        ?? throw Wrong(schema.Service(plan.Service) is { } service
            ? $"{plan.Service} has no method {plan.Method}; it has {string.Join(", ", service.Methods.Select(static m => m.Name))}"
            : $"there is no service {plan.Service}; {(Nearest.To(plan.Service, schema.Services) is { } near ? $"did you mean {near}?" : $"known are {string.Join(", ", schema.Services)}")}");

    private byte[] Write(GrpcSchema schema, MethodDescriptor method, FlowValue value)
    {
        try
        {
            return new ProtoWriter(schema).Write(method.InputType, value.Json);
        }
        catch (GrpcMessageException exception)
        {
            throw Wrong($"the message does not fit {method.InputType.FullName}: {exception.Message}");
        }
    }

    private (Metadata Metadata, ImmutableArray<ExchangeHeader> Shown, string? Note) Headers(StepContext context, bool isTrusted)
    {
        List<ExchangeHeader> headers =
        [
            new("traceparent", HttpIdentity.TraceParent(context.Trace)),
            new("baggage", HttpIdentity.Baggage(context.Identity, usersOwn: null)),
            new(HttpIdentity.SyntheticHeader.ToLowerInvariant(), "true"),
        ];
        string? note = null;
        if (context.Authorization is { } authorization)
        {
            note = isTrusted ? null : "the token was not sent: an answer, not the project, says where this goes";
            if (isTrusted)
            {
                headers.Add(new("authorization", authorization.ToText()));
            }
        }

        foreach ((string name, IBoundValue value) in plan.Metadata)
        {
            string text = value.Evaluate(context.Scope).ToText();
            headers.Add(text.All(static c => c is >= ' ' and <= '~') || name.EndsWith("-bin", StringComparison.Ordinal) ? new(name, text) : throw Wrong($"the metadata {name} holds characters that gRPC cannot send; use a name that ends in -bin, and base64"));
        }

        Metadata metadata = [];
        foreach (ExchangeHeader header in headers)
        {
            if (!header.Name.EndsWith("-bin", StringComparison.Ordinal))
            {
                metadata.Add(header.Name, header.Value);
                continue;
            }

            byte[] buffer = new byte[header.Value.Length + 3];
            metadata.Add(header.Name, Convert.TryFromBase64String(header.Value, buffer, out int length) ? buffer[..length] : throw Wrong($"the metadata {header.Name} is not base64"));
        }

        return (metadata, [.. headers], note);
    }

    private StepExchange Sent(Uri address, ImmutableArray<ExchangeHeader> headers, FlowValue[] values, string? note)
    {
        string body = string.Join('\n', values.Select(static value => value.Exists ? value.Json.GetRawText() : "{}"));
        return new("grpc", Shown.Message($"grpc {address.GetLeftPart(UriPartial.Authority)}/{plan.Service}/{plan.Method}", headers, body.Length == 0 ? null : body), null, null, null) { Note = note };
    }

    private FlowExpressionException Wrong(string message) => new(plan.Address.Span, message);
}
