using Grpc.Core;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Rpc;

/// <summary>One call on the wire.</summary>
/// <param name="invoker">The server.</param>
/// <param name="plan">The method.</param>
internal sealed class GrpcCall(CallInvoker invoker, GrpcPlan plan)
{
    private const int MostMessages = 10_000;
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static (byte[] message) => message, static (byte[] message) => message);

    /// <exception cref="StepTransportException">The server gave no status.</exception>
    public async Task<GrpcReply> RunAsync(CallOptions options, List<byte[]> messages, Uri address, StepExchange sent, CancellationToken cancellationToken)
    {
        // All four kinds of calls are one on the wire: messages go, messages come, and a status ends it.
        Method<byte[], byte[]> wire = new(MethodType.DuplexStreaming, plan.Service, plan.Method, Bytes, Bytes);
        using AsyncDuplexStreamingCall<byte[], byte[]> call = invoker.AsyncDuplexStreamingCall(wire, null, options);
        List<byte[]> came = [];
        Metadata headers = [];
        try
        {
            Task sending = SendAsync(call.RequestStream, messages, cancellationToken);
            headers = await call.ResponseHeadersAsync;
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                came.Add(call.ResponseStream.Current);
                if (came.Count > MostMessages)
                {
                    return new(new Status(StatusCode.OK, string.Empty), headers, [], came) { IsCut = true };
                }
            }

            await sending;
            return new(call.GetStatus(), headers, call.GetTrailers(), came);
        }
        catch (RpcException exception) when (GrpcFaults.IsOfServer(exception) && !cancellationToken.IsCancellationRequested)
        {
            return new(exception.Status, headers, exception.Trailers, came);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or IOException)
        {
            throw GrpcFaults.Translate(exception, address, sent, cancellationToken);
        }
    }

    /// <summary>A server may end a call before it has read all; its status says why.</summary>
    private static async Task SendAsync(IClientStreamWriter<byte[]> stream, List<byte[]> messages, CancellationToken cancellationToken)
    {
        try
        {
            foreach (byte[] message in messages)
            {
                await stream.WriteAsync(message, cancellationToken);
            }

            await stream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or OperationCanceledException or IOException)
        {
            // What comes back tells it.
        }
    }
}
