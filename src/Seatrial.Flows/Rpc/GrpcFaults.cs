using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Rpc;

/// <summary>Tells what a server said from what the network did.</summary>
internal static class GrpcFaults
{
    /// <summary>Whether a status came from the server: the client's own ones carry what made them.</summary>
    public static bool IsOfServer(RpcException exception) => exception.Status.DebugException is null && !IsMade(exception);

    /// <summary>A status by the name that the protocol gives it, such as <c>NOT_FOUND</c>.</summary>
    public static string NameOf(StatusCode code) => code switch
    {
        StatusCode.OK => "OK",
        StatusCode.InvalidArgument => "INVALID_ARGUMENT",
        StatusCode.DeadlineExceeded => "DEADLINE_EXCEEDED",
        StatusCode.NotFound => "NOT_FOUND",
        StatusCode.AlreadyExists => "ALREADY_EXISTS",
        StatusCode.PermissionDenied => "PERMISSION_DENIED",
        StatusCode.ResourceExhausted => "RESOURCE_EXHAUSTED",
        StatusCode.FailedPrecondition => "FAILED_PRECONDITION",
        StatusCode.OutOfRange => "OUT_OF_RANGE",
        StatusCode.DataLoss => "DATA_LOSS",
        _ => code.ToString().ToUpperInvariant(),
    };

    public static StepTransportException Translate(Exception exception, Uri address, StepExchange sent, CancellationToken cancellationToken)
    {
        string origin = address.GetLeftPart(UriPartial.Authority);
        if (cancellationToken.IsCancellationRequested)
        {
            return new(TransportFault.Timeout, true, $"no answer from {origin}", sent, exception);
        }

        Exception? cause = (exception as RpcException)?.Status.DebugException ?? exception;
        Exception innermost = cause;
        HttpRequestError error = HttpRequestError.Unknown;
        for (Exception? e = cause; e is not null; e = e.InnerException)
        {
            innermost = e;
            error = e switch
            {
                HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request => request.HttpRequestError,
                HttpIOException input => input.HttpRequestError,
                _ => error,
            };
        }

        if (innermost is SocketException socket && OfConnecting(socket.SocketErrorCode) is { } connecting)
        {
            error = connecting;
        }

        string reason = innermost is RpcException { Status.Detail: { Length: > 0 } detail } ? detail : innermost.Message;
        reason = innermost is ObjectDisposedException ? "it was closed" : reason.ReplaceLineEndings(" ").TrimEnd('.');
        return error switch
        {
            HttpRequestError.NameResolutionError => new(TransportFault.NameResolution, false, $"could not resolve the name {address.Host}: {reason}", sent, exception),
            HttpRequestError.SecureConnectionError => new(TransportFault.Tls, false, $"could not set up TLS with {origin}: {reason}", sent, exception),
            _ when innermost is AuthenticationException => new(TransportFault.Tls, false, $"could not set up TLS with {origin}: {reason}", sent, exception),
            HttpRequestError.ConnectionError => new(TransportFault.ConnectionRefused, false, $"could not connect to {origin}: {reason}", sent, exception),
            HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError => new(TransportFault.Protocol, true, $"{origin} does not speak gRPC: {reason}", sent, exception),
            HttpRequestError.ResponseEnded => new(TransportFault.ConnectionLost, true, $"the connection to {origin} broke before the answer was whole: {reason}", sent, exception),
            _ when innermost is SocketException or IOException or ObjectDisposedException => new(TransportFault.ConnectionLost, true, $"the connection to {origin} broke before the answer was whole: {reason}", sent, exception),
            _ => new(TransportFault.Protocol, true, $"{origin} does not answer as gRPC does: {reason}", sent, exception),
        };
    }

    /// <summary>What the system says while there is no connection yet; null for what also happens to one.</summary>
    private static HttpRequestError? OfConnecting(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => HttpRequestError.NameResolutionError,
        SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TimedOut => HttpRequestError.ConnectionError,
        _ => null,
    };

    /// <summary>Statuses that the client makes of an answer which is none of gRPC's.</summary>
    private static bool IsMade(RpcException exception) =>
        exception.Status.Detail.StartsWith("Bad gRPC response.", StringComparison.Ordinal)
        || exception.Status.Detail.StartsWith("No grpc-status found on response.", StringComparison.Ordinal)
        || exception.Status.Detail.StartsWith("Failed to deserialize response message.", StringComparison.Ordinal);
}
