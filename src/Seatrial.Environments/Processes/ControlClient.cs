using System.Net.Sockets;
using System.Text.Json;
using Seatrial.Core;
using Seatrial.Environments.Supervision;

namespace Seatrial.Environments.Processes;

/// <summary>Asks a supervisor.</summary>
internal sealed class ControlClient(StatePaths paths, TimeProvider timeProvider)
{
    /// <summary>Asks; null when there is no supervisor to ask.</summary>
    /// <exception cref="SeatrialException"><c>supervisor-silent</c> or <c>supervisor-refused</c>.</exception>
    public async Task<ControlReply?> TryAskAsync(ControlRequest request, TimeSpan within, CancellationToken cancellationToken)
    {
        SupervisorIdentity? identity = PrivateFiles.Read(paths.Identity, SupervisionJson.Default.SupervisorIdentity);
        if (identity is null || !identity.Process.IsAlive())
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(within, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(identity.Socket), either.Token);
            await ControlProtocol.WriteLineAsync(socket, request, SupervisionJson.Default.ControlRequest, either.Token);
            byte[]? line = await ControlProtocol.ReadLineAsync(socket, either.Token);
            return line is null
                ? throw Silent("it closed the connection without an answer", null)
                : JsonSerializer.Deserialize(line, SupervisionJson.Default.ControlReply);
        }
        catch (SocketException error) when (!identity.Process.IsAlive())
        {
            _ = error;
            return null;
        }
        catch (Exception error) when (error is SocketException or JsonException)
        {
            throw Silent(error.Message, error);
        }
        catch (OperationCanceledException error) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Silent($"it did not answer within {within.TotalSeconds:0} s", error);
        }
    }

    private SeatrialException Silent(string what, Exception? cause) => new(
        "supervisor-silent",
        $"The supervisor of {paths.Folder} was asked, but {what}. Its log is {paths.Log}.",
        isTransient: true,
        cause);
}
