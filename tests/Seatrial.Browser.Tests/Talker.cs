using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seatrial.Browser.Tests;

/// <summary>A server that says one thing to everybody, whatever they ask; or nothing at all.</summary>
internal sealed class Talker : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[]? _answer;
    private readonly bool _isHeldOpen;
    private Task _serving = Task.CompletedTask;

    private Talker(byte[]? answer, bool isHeldOpen) => (_answer, _isHeldOpen) = (answer, isHeldOpen);

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <param name="answer">What it says; empty: it hangs up, null: it never says anything.</param>
    /// <param name="isHeldOpen">Whether it goes on as if there were more to say.</param>
    public static Talker Start(string? answer, bool isHeldOpen = false)
    {
        Talker talker = new(answer is null ? null : Encoding.Latin1.GetBytes(answer), isHeldOpen);
        talker._listener.Start();
        talker._serving = talker.ServeAsync();
        return talker;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> talks = [];
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                byte[] asked = new byte[16 * 1024];
                await socket.ReceiveAsync(asked, _stop.Token);
                if (_answer is { Length: > 0 })
                {
                    await socket.SendAsync(_answer, _stop.Token);
                }

                if (_answer is null || _isHeldOpen)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token); // slow on purpose: it never answers
                }

                socket.Shutdown(SocketShutdown.Both);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // It is over, or the browser hung up first.
            }
        }
    }
}
