using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Alpha = Grpc.Reflection.V1Alpha;
using V1 = Grpc.Reflection.V1;

namespace Seatrial.Flows.Rpc;

/// <summary>Asks a server what its services and messages are: by version 1 of the reflection service, or by the one before.</summary>
/// <param name="invoker">The server.</param>
/// <param name="headers">What is sent along.</param>
internal sealed class GrpcReflection(CallInvoker invoker, Metadata headers)
{
    private const int MostFiles = 2000;

    /// <exception cref="RpcException">It does not answer, or has no reflection.</exception>
    /// <exception cref="GrpcSchemaException">It has no such service, or what it says is not sound.</exception>
    public async Task<GrpcSchema> AskAsync(string service, CancellationToken cancellationToken)
    {
        try
        {
            return await AskV1Async(service, cancellationToken);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            return await AskAlphaAsync(service, cancellationToken);
        }
    }

    private async Task<GrpcSchema> AskV1Async(string service, CancellationToken cancellationToken)
    {
        using AsyncDuplexStreamingCall<V1.ServerReflectionRequest, V1.ServerReflectionResponse> call =
            new V1.ServerReflection.ServerReflectionClient(invoker).ServerReflectionInfo(headers, cancellationToken: cancellationToken);
        return await CollectAsync(service, async (symbol, file) =>
        {
            await SendAsync(call.RequestStream, symbol is not null ? new V1.ServerReflectionRequest { FileContainingSymbol = symbol } : new V1.ServerReflectionRequest { FileByFilename = file }, cancellationToken);
            await call.ResponseHeadersAsync;
            return !await call.ResponseStream.MoveNext(cancellationToken) ? throw Ended()
                : call.ResponseStream.Current.ErrorResponse is { } error ? throw Refused(service, error.ErrorMessage)
                : call.ResponseStream.Current.FileDescriptorResponse?.FileDescriptorProto ?? throw Ended();
        });
    }

    private async Task<GrpcSchema> AskAlphaAsync(string service, CancellationToken cancellationToken)
    {
        using AsyncDuplexStreamingCall<Alpha.ServerReflectionRequest, Alpha.ServerReflectionResponse> call =
            new Alpha.ServerReflection.ServerReflectionClient(invoker).ServerReflectionInfo(headers, cancellationToken: cancellationToken);
        return await CollectAsync(service, async (symbol, file) =>
        {
            await SendAsync(call.RequestStream, symbol is not null ? new Alpha.ServerReflectionRequest { FileContainingSymbol = symbol } : new Alpha.ServerReflectionRequest { FileByFilename = file }, cancellationToken);
            await call.ResponseHeadersAsync;
            return !await call.ResponseStream.MoveNext(cancellationToken) ? throw Ended()
                : call.ResponseStream.Current.ErrorResponse is { } error ? throw Refused(service, error.ErrorMessage)
                : call.ResponseStream.Current.FileDescriptorResponse?.FileDescriptorProto ?? throw Ended();
        });
    }

    /// <summary>The file of the service, and all that it imports; a server may send those along, or wait to be asked.</summary>
    private static async Task<GrpcSchema> CollectAsync(string service, Func<string?, string?, Task<IEnumerable<ByteString>>> ask)
    {
        Dictionary<string, FileDescriptorProto> files = new(StringComparer.Ordinal);
        Keep(await ask(service, null));
        while (files.Values.SelectMany(static file => file.Dependency).FirstOrDefault(import => !files.ContainsKey(import)) is { } missing)
        {
            int before = files.Count;
            Keep(await ask(null, missing));
            if (files.Count == before || !files.ContainsKey(missing) || files.Count > MostFiles)
            {
                throw new GrpcSchemaException($"the server does not say what the file {missing} holds");
            }
        }

        return GrpcSchema.Of(files.Values);

        void Keep(IEnumerable<ByteString> came)
        {
            foreach (ByteString bytes in came)
            {
                try
                {
                    FileDescriptorProto file = FileDescriptorProto.Parser.ParseFrom(bytes);
                    files[file.Name] = file;
                }
                catch (InvalidProtocolBufferException exception)
                {
                    throw new GrpcSchemaException($"what the server says of itself cannot be read: {exception.Message}");
                }
            }
        }
    }

    /// <summary>A call that broke says so where it is read; here it only says that it is over.</summary>
    private static async Task SendAsync<T>(IClientStreamWriter<T> stream, T request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException or RpcException && !cancellationToken.IsCancellationRequested)
        {
            // See above.
        }
    }

    private static GrpcSchemaException Ended() => new("the server ended its answer before it had said what the service is");

    private static GrpcSchemaException Refused(string service, string message) => new($"the server does not know the service {service}: {message}");
}
