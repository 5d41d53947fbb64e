using System.Net.Sockets;
using System.Security.Authentication;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Servers;

/// <summary>Names what the network did between a driver and its server.</summary>
internal static class ServerFaults
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Sees that something listens: the network says at once what some drivers say after seconds, and in as many ways as
    /// there are drivers. Not for every connection: a MySQL server counts those that say nothing, and shuts their host out.
    /// </summary>
    /// <exception cref="StepTransportException">Nothing does.</exception>
    public static async ValueTask ReachAsync(ServerAddress address, StepExchange exchange, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(ConnectPatience, TimeProvider.System);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using TcpClient probe = new();
            await probe.ConnectAsync(address.Host, address.Port, either.Token);
        }
        catch (SocketException exception)
        {
            throw Unconnected(exception, address, exchange, cancellationToken);
        }
        catch (OperationCanceledException exception)
        {
            throw cancellationToken.IsCancellationRequested
                ? Unconnected(exception, address, exchange, cancellationToken)
                : Unconnected(new SocketException((int)SocketError.TimedOut), address, exchange, cancellationToken);
        }
    }

    /// <summary>No connection came about; where the driver does not say why, the network is asked.</summary>
    public static async ValueTask<StepTransportException> OfConnectAsync(Exception exception, ServerAddress address, StepExchange exchange, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested && address.Port != 0 && Find(exception) is null)
        {
            try
            {
                await ReachAsync(address, exchange, cancellationToken);
            }
            catch (StepTransportException unreachable)
            {
                return unreachable;
            }
        }

        return Unconnected(exception, address, exchange, cancellationToken);
    }

    /// <summary>No connection came about.</summary>
    public static StepTransportException Unconnected(Exception exception, ServerAddress address, StepExchange exchange, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new(TransportFault.Timeout, false, $"no connection to {address.Shown} came about", exchange, exception);
        }

        (TransportFault fault, string reason) = Find(exception)
            ?? (exception is TimeoutException ? TransportFault.Timeout : TransportFault.Protocol, Reason(exception, address));
        string message = fault switch
        {
            TransportFault.NameResolution => $"could not resolve the name {address.Host}: {reason}",
            TransportFault.Tls => $"could not set up TLS with {address.Shown}: {reason}",
            TransportFault.ConnectionLost => $"{address.Shown} closed the connection before it was ready: {reason}",
            TransportFault.Protocol => $"{address.Shown} does not answer as it should: {reason}",
            _ => $"could not connect to {address.Shown}: {reason}",
        };
        return new(fault, false, message, exchange, exception);
    }

    /// <summary>A connection was there, and what was asked over it got no answer.</summary>
    public static StepTransportException OfRequest(Exception exception, ServerAddress address, StepExchange? exchange, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new(TransportFault.Timeout, true, $"no answer from {address.Shown}", exchange, exception);
        }

        bool isProtocol = Find(exception) is null && exception is not (IOException or TimeoutException or ObjectDisposedException);
        string reason = Find(exception)?.Reason ?? Reason(exception, address);
        return isProtocol
            ? new(TransportFault.Protocol, true, $"the answer of {address.Shown} could not be read: {reason}", exchange, exception)
            : new(TransportFault.ConnectionLost, true, $"the connection to {address.Shown} broke before the answer was whole: {reason}", exchange, exception);
    }

    /// <summary>The server is there, and does not let this user in.</summary>
    public static StepTransportException Denied(ServerAddress address, string said, string? way, StepExchange exchange, Exception exception) => new(
        TransportFault.Denied,
        false,
        $"{address.Shown} {(address.Port == 0 ? "cannot be opened" : address.User is { } user ? $"does not let the user '{user}' in" : "does not let anybody in without a user")}: {address.Hide(said).Trim().TrimEnd('.')}. {way ?? "Check user and password in the address."}",
        exchange,
        exception);

    /// <summary>The innermost message, in one line, without the password.</summary>
    public static string Reason(Exception exception, ServerAddress address)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return address.Hide(exception.Message).ReplaceLineEndings(" ").Trim().TrimEnd('.');
    }

    private static (TransportFault Fault, string Reason)? Find(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case AggregateException { InnerExceptions: { Count: > 1 } several }:
                    return several.Select(Find).FirstOrDefault(static found => found is not null);
                case SocketException { SocketErrorCode: not SocketError.Success } socket:
                    return (OfSocket(socket.SocketErrorCode), Plain(socket));
                case AuthenticationException:
                    return (TransportFault.Tls, e.Message.TrimEnd('.'));
                case EndOfStreamException:
                    return (TransportFault.ConnectionLost, "it ended");
            }
        }

        return null;
    }

    private static TransportFault OfSocket(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => TransportFault.NameResolution,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected or SocketError.Disconnecting => TransportFault.ConnectionLost,
        _ => TransportFault.ConnectionRefused,
    };

    /// <summary>The system's words, without the address that .NET appends.</summary>
    private static string Plain(SocketException exception) => new SocketException((int)exception.SocketErrorCode).Message.TrimEnd('.');
}
