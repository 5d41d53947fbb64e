using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seatrial.Flows.Tests.Peers;

/// <summary>A peer that speaks whatever bytes it is told, and can misbehave at will.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, int, CancellationToken, Task> _serve;
    private readonly bool _waitsForHead;
    private readonly Task _loop;
    private int _connections;

    private RawPeer(Func<NetworkStream, int, CancellationToken, Task> serve, bool waitsForHead = true)
    {
        _serve = serve;
        _waitsForHead = waitsForHead;
        _listener.Start();
        Address = $"http://{_listener.LocalEndpoint}";
        _loop = AcceptAsync();
    }

    public string Address { get; }

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Serves every connection: after the request's head was read, with the connection's number from 1.</summary>
    public static RawPeer Start(Func<NetworkStream, int, CancellationToken, Task> serve) => new(serve);

    /// <summary>Answers the text and closes.</summary>
    public static RawPeer Answering(string text, bool waitsForHead = true) => new((stream, _, token) => WriteAsync(stream, text, token), waitsForHead);

    /// <summary>Says the text whatever is sent to it, and keeps the connection open.</summary>
    public static RawPeer Speaking(string text) => new(
        async (stream, _, token) =>
        {
            await WriteAsync(stream, text, token);
            await stream.CopyToAsync(Stream.Null, token);
        },
        waitsForHead: false);

    /// <summary>Says the text and that nothing more will come, and reads on: so what it said is always heard.</summary>
    public static RawPeer Ending(string text) => new(
        async (stream, _, token) =>
        {
            await WriteAsync(stream, text, token);
            stream.Socket.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null, token);
        },
        waitsForHead: false);

    /// <summary>Answers the text and resets the connection.</summary>
    public static RawPeer Resetting(string text) => Start(async (stream, _, token) =>
    {
        await WriteAsync(stream, text, token);
        stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        stream.Socket.Close();
    });

    /// <summary>An address nothing listens at.</summary>
    public static string Nowhere()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }

    public static async Task WriteAsync(NetworkStream stream, string text, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // The loop ends first: one that has just served would ask a stopped listener for the next connection.
        await _stop.CancelAsync();
        await _loop;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> served = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                served.Add(ServeAsync(client, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                if (_waitsForHead)
                {
                    await ReadHeadAsync(stream, _stop.Token);
                }

                await _serve(stream, number, _stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The other side went away, which is what some tests are about.
            }
        }
    }

    private static async Task ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1];
        StringBuilder head = new();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(buffer, cancellationToken) == 0)
            {
                return;
            }

            head.Append((char)buffer[0]);
        }
    }
}
