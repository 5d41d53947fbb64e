using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Seatrial.Environments.Supervision;

/// <summary>Listens for requests, one a connection.</summary>
internal sealed partial class ControlServer(
    Func<ControlRequest, CancellationToken, Task<ControlReply>> answer,
    TimeProvider timeProvider,
    ILogger logger) : IDisposable
{
    private const int MostConnections = 32;
    private static readonly TimeSpan RequestWithin = TimeSpan.FromSeconds(10);

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly SemaphoreSlim _slots = new(MostConnections, MostConnections);

    /// <summary>Starts to listen. The folder of the socket is closed to others, so nobody is quicker than the closing of the socket.</summary>
    public void Listen(string path)
    {
        File.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        PrivateFiles.Close(path);
        _listener.Listen(MostConnections);
    }

    /// <summary>Answers until cancelled, then lets what was begun end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _slots.WaitAsync(cancellationToken);
                Socket connection = await _listener.AcceptAsync(cancellationToken);
                _ = ServeAsync(connection, cancellationToken);
            }
        }
        finally
        {
            _listener.Close();
        }
    }

    /// <summary>Waits until nobody is being answered, but not for ever.</summary>
    public async Task DrainAsync(TimeSpan within)
    {
        long started = timeProvider.GetTimestamp();

        // The listening loop holds one slot.
        while (_slots.CurrentCount < MostConnections - 1 && timeProvider.GetElapsedTime(started) < within)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), timeProvider, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _slots.Dispose();
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellationToken)
    {
        try
        {
            using (connection)
            using (var timeout = new CancellationTokenSource(RequestWithin, timeProvider))
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken))
            {
                if (await ControlProtocol.ReadLineAsync(connection, either.Token) is not { } line)
                {
                    return;
                }

                (ControlRequest? request, string? fault) = ControlProtocol.Parse(line);
                ControlReply reply = request is null ? ControlReply.Fault(fault!) : await answer(request, cancellationToken);
                await ControlProtocol.WriteLineAsync(connection, reply, SupervisionJson.Default.ControlReply, CancellationToken.None);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // One bad connection takes nothing down.
            LogBroken(logger, error);
        }
        finally
        {
            Release();
        }
    }

    private void Release()
    {
        try
        {
            _slots.Release();
        }
        catch (ObjectDisposedException)
        {
            // The supervisor ended first.
        }
    }

    [LoggerMessage(LogLevel.Warning, "A control connection broke")]
    private static partial void LogBroken(ILogger logger, Exception error);
}
