using System.Net.Sockets;
using MailKit;
using MailKit.Security;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Email;

/// <summary>Comes into a mail server: connects, secures the connection, and says who asks.</summary>
internal static class MailServer
{
    /// <exception cref="StepTransportException">It is not there, or lets nobody in.</exception>
    public static async ValueTask EnterAsync(MailService service, ServerAddress address, ConnectionSettings settings, StepExchange sent, CancellationToken cancellationToken)
    {
        bool isWrapped = address.Scheme is "imaps" or "smtps";
        string tls = address.Options.FirstOrDefault(static o => o.Key == "starttls").Value ?? "auto";
        service.CheckCertificateRevocation = false;
        if (MailTls.Check(settings) is { } check)
        {
            service.ServerCertificateValidationCallback = check;
        }

        try
        {
            await service.ConnectAsync(
                address.Host,
                address.Port,
                isWrapped ? SecureSocketOptions.SslOnConnect
                    : tls switch
                    {
                        "required" => SecureSocketOptions.StartTls,
                        "never" => SecureSocketOptions.None,
                        _ => SecureSocketOptions.StartTlsWhenAvailable,
                    },
                cancellationToken);
        }
        catch (SslHandshakeException exception)
        {
            throw new StepTransportException(TransportFault.Tls, false, $"could not set up TLS with {address.Shown}: {Certificate(exception)}", sent, exception);
        }
        catch (Exception exception) when (IsOfServer(exception))
        {
            throw await ServerFaults.OfConnectAsync(exception, address, sent, cancellationToken);
        }

        if (address.User is not { } user)
        {
            return;
        }

        try
        {
            await service.AuthenticateAsync(user, address.Password ?? string.Empty, cancellationToken);
        }
        catch (Exception exception) when (exception is AuthenticationException or NotSupportedException or SaslException)
        {
            throw ServerFaults.Denied(address, exception.Message.Length == 0 ? "authentication failed" : exception.Message, null, sent, exception);
        }
        catch (Exception exception) when (IsOfServer(exception))
        {
            throw ServerFaults.Unconnected(exception, address, sent, cancellationToken);
        }
    }

    /// <summary>Whether an error tells of the server or the network, and not of ourselves.</summary>
    public static bool IsOfServer(Exception exception) =>
        exception is IOException or SocketException or ProtocolException or CommandException or TimeoutException or OperationCanceledException or ServiceNotConnectedException or ServiceNotAuthenticatedException or NotSupportedException;

    /// <summary>The library explains over many lines; the first that says what is wrong with the certificate is enough.</summary>
    private static string Certificate(SslHandshakeException exception) =>
        exception.ServerCertificate is { } certificate
            ? $"the certificate of {certificate.Subject} is not trusted, or is not for this name; trust who signed it with `tls: {{ ca: … }}`"
            : exception.Message.Split('\n')[0].Trim().TrimEnd('.');
}
