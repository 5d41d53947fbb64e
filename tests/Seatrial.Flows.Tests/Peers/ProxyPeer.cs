using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seatrial.Flows.Tests.Peers;

/// <summary>A proxy: forwards requests in clear text, tunnels the others, and may want a password.</summary>
internal sealed class ProxyPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string? _credentials;
    private readonly Task _loop;

    private ProxyPeer(string? credentials)
    {
        _credentials = credentials is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        _listener.Start();
        _loop = AcceptAsync();
    }

    public string Authority => $"{_listener.LocalEndpoint}";

    /// <summary>The first line of each request.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public static ProxyPeer Start(string? credentials = null) => new(credentials);

    public async ValueTask DisposeAsync()
    {
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
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await HeadAsync(stream) is { Count: > 0 } head && await AnswerAsync(stream, head))
                {
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // One of the two went away.
            }
        }
    }

    /// <returns>Whether another request may come over the connection.</returns>
    private async Task<bool> AnswerAsync(NetworkStream stream, List<string> head)
    {
        Seen.Enqueue(head[0]);
        if (_credentials is not null && !head.Contains("Proxy-Authorization: " + _credentials, StringComparer.OrdinalIgnoreCase))
        {
            await SayAsync(stream, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
            return true;
        }

        string[] line = head[0].Split(' ');
        bool isTunnel = line[0] == "CONNECT";
        Uri target = new(isTunnel ? "http://" + line[1] : line[1]);
        using TcpClient other = new();
        await other.ConnectAsync(target.Host, target.Port, _stop.Token);
        NetworkStream there = other.GetStream();
        if (isTunnel)
        {
            await SayAsync(stream, "HTTP/1.1 200 Connected\r\n\r\n");
        }
        else
        {
            IEnumerable<string> kept = head.Skip(1).Where(static h => !h.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) && !h.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase));
            await SayAsync(there, $"{line[0]} {target.PathAndQuery} {line[2]}\r\n{string.Join("\r\n", kept.Append("Via: 1.1 proxy").Append("Connection: close"))}\r\n\r\n");
        }

        await Task.WhenAny(stream.CopyToAsync(there, _stop.Token), there.CopyToAsync(stream, _stop.Token));
        return false;
    }

    private async Task SayAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _stop.Token);

    private async Task<List<string>> HeadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return [];
            }

            head.Append((char)one[0]);
        }

        return [.. head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }
}
