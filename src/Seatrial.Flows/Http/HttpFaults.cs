using System.Net.Sockets;
using System.Security.Authentication;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>Names what the network did, and whether the other side may have acted all the same.</summary>
internal static class HttpFaults
{
    public static bool IsTransport(Exception exception) =>
        exception is HttpRequestException or IOException or InvalidDataException or OperationCanceledException or SocketException;

    public static StepTransportException Translate(
        Exception exception,
        HttpRequestMessage request,
        CancellationToken cancellationToken,
        ConnectionSettings? settings = null)
    {
        string origin = request.RequestUri!.GetLeftPart(UriPartial.Authority);
        string through = settings?.Proxy is { } proxy ? $" through the proxy {proxy.GetLeftPart(UriPartial.Authority)}" : string.Empty;
        if (exception is OperationCanceledException)
        {
            // The handler's own connect timeout is a cancellation as well, but not of our token.
            return cancellationToken.IsCancellationRequested
                ? new StepTransportException(TransportFault.Timeout, true, $"no answer from {origin}", null, exception)
                : new StepTransportException(TransportFault.Timeout, false, $"could not connect to {origin}{through} in time", null, exception);
        }

        (TransportFault fault, bool mayHaveArrived) = Classify(exception);
        string reason = Innermost(exception).Message.TrimEnd('.');
        string message = fault switch
        {
            _ when exception is InvalidDataException => $"the body that {origin} sent is not compressed as it says: {reason}",
            _ when IsOtherVersion(exception, request) =>
                $"{origin} does not speak HTTP/{request.Version.Major}: {reason}",
            TransportFault.NameResolution when through.Length > 0 => $"could not connect to {origin}{through}: {reason}",
            TransportFault.NameResolution => $"could not resolve the name {request.RequestUri.Host}: {reason}",
            TransportFault.ConnectionRefused => $"could not connect to {origin}{through}: {reason}",
            TransportFault.Tls => $"could not set up TLS with {origin}: {reason}",
            TransportFault.ConnectionLost => $"the connection to {origin} broke before the answer was whole: {reason}",
            _ => $"the answer of {origin} is not valid HTTP: {reason}",
        };
        return new StepTransportException(fault, mayHaveArrived, message, null, exception);
    }

    /// <summary>The same fault of an answer that had begun: it says so, and shows its head.</summary>
    public static StepTransportException Unfinished(
        StepTransportException fault,
        HttpRequestMessage request,
        HttpReply begun,
        HttpTransportOptions options) =>
        new(
            fault.Fault,
            mayHaveArrived: true,
            fault.Fault == TransportFault.Timeout
                ? $"{request.RequestUri!.GetLeftPart(UriPartial.Authority)} answered {begun.Status}, but the body was not finished"
                : fault.Message,
            HttpExchange.Of(request, HttpSent.Nothing, begun, options),
            fault.InnerException)
        {
            HasAnswered = true,
        };

    /// <summary>Whether the other side does not speak the one version of HTTP that was asked for.</summary>
    private static bool IsOtherVersion(Exception exception, HttpRequestMessage request) =>
        request.VersionPolicy == HttpVersionPolicy.RequestVersionExact
        && exception is HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError or HttpRequestError.HttpProtocolError };

    private static (TransportFault Fault, bool MayHaveArrived) Classify(Exception exception)
    {
        if (exception is SocketException)
        {
            // Unwrapped only when the other side goes between the connection and the first byte.
            return (TransportFault.ConnectionLost, false);
        }

        HttpRequestError error = exception switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException input => input.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return error switch
        {
            HttpRequestError.NameResolutionError => (TransportFault.NameResolution, false),
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => (TransportFault.ConnectionRefused, false),
            HttpRequestError.SecureConnectionError => (TransportFault.Tls, false),
            HttpRequestError.VersionNegotiationError => (TransportFault.Protocol, false),
            HttpRequestError.ResponseEnded => (TransportFault.ConnectionLost, true),
            HttpRequestError.Unknown when Innermost(exception) is SocketException => (TransportFault.ConnectionLost, true),
            HttpRequestError.Unknown when Innermost(exception) is AuthenticationException => (TransportFault.Tls, false),
            HttpRequestError.Unknown when exception is IOException => (TransportFault.ConnectionLost, true),
            _ => (TransportFault.Protocol, true),
        };
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
