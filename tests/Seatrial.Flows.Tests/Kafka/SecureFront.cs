using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Seatrial.Flows.Tests.Kafka;

/// <summary>
/// Stands before the brokers of a <see cref="MockCluster"/>, which know neither users nor TLS, and speaks both: TLS of its own, and
/// SASL/PLAIN as a broker does. Everything else goes through; only where a broker says where the brokers are does it name its own ports.
/// </summary>
internal sealed class SecureFront : IAsyncDisposable
{
    private const short Metadata = 3;
    private const short FindCoordinator = 10;
    private const short SaslHandshake = 17;
    private const short ApiVersions = 18;
    private const short SaslAuthenticate = 36;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _served = [];
    private readonly Dictionary<int, TcpListener> _listeners = [];

    private SecureFront(IEnumerable<int> ports)
    {
        foreach (int port in ports)
        {
            TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            _listeners.Add(port, listener);
        }
    }

    /// <summary>What it speaks TLS with; null: it speaks in clear.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The only client it speaks with; null: anybody.</summary>
    public X509Certificate2? LetsIn { get; init; }

    /// <summary>The user and the password it asks for, as <c>user:password</c>; null: it asks for none.</summary>
    public string? Credentials { get; init; }

    /// <summary>Its host and port.</summary>
    public string Authority => $"{_listeners.Values.First().LocalEndpoint}";

    public static SecureFront Start(MockCluster cluster, X509Certificate2? certificate, string? credentials = null, X509Certificate2? letsIn = null)
    {
        SecureFront front = new(cluster.Ports) { Certificate = certificate, Credentials = credentials, LetsIn = letsIn };
        foreach ((int port, TcpListener listener) in front._listeners)
        {
            front._served.Add(front.AcceptAsync(listener, port));
        }

        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (TcpListener listener in _listeners.Values)
        {
            listener.Stop();
        }

        await Task.WhenAll(_served);
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, int broker)
    {
        try
        {
            while (true)
            {
                _served.Add(ServeAsync(await listener.AcceptTcpClientAsync(_stop.Token), broker));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, int broker)
    {
        using CancellationTokenSource one = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            using (client)
            await using (Stream stream = await SecureAsync(client.GetStream(), one.Token))
            using (TcpClient to = new())
            {
                await to.ConnectAsync(IPAddress.Loopback, broker, one.Token);
                NetworkStream brokers = to.GetStream();
                ConcurrentDictionary<int, (short Key, short Version)> asked = new();
                using SemaphoreSlim writing = new(1);
                Task[] both = [RequestsAsync(stream, brokers, asked, writing, one.Token), AnswersAsync(brokers, stream, asked, writing, one.Token)];
                await Task.WhenAny(both);
                await one.CancelAsync();
                await Task.WhenAll(both);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            // One of the two sides went away, which is what some tests are about.
        }
    }

    private async ValueTask<Stream> SecureAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        if (Certificate is null)
        {
            return stream;
        }

        SslStream secure = new(stream);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = Certificate,
                ClientCertificateRequired = LetsIn is not null,
                RemoteCertificateValidationCallback = (_, shown, _, _) => LetsIn is null || shown?.GetCertHashString() == LetsIn.GetCertHashString(),
            },
            cancellationToken);
        return secure;
    }

    private async Task RequestsAsync(Stream client, Stream broker, ConcurrentDictionary<int, (short Key, short Version)> asked, SemaphoreSlim writing, CancellationToken cancellationToken)
    {
        bool isLetIn = Credentials is null;
        while (await FrameAsync(client, cancellationToken) is { } frame)
        {
            (short key, short version, int id) = (BinaryPrimitives.ReadInt16BigEndian(frame), BinaryPrimitives.ReadInt16BigEndian(frame.AsSpan(2)), BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(4)));
            int name = Math.Max((short)0, BinaryPrimitives.ReadInt16BigEndian(frame.AsSpan(8)));
            switch (key)
            {
                case SaslHandshake:
                    await AnswerAsync(client, writing, [.. Number(id), 0, 0, .. Number(1), 0, 5, .. "PLAIN"u8], cancellationToken);
                    break;
                case SaslAuthenticate:
                    string said = Encoding.UTF8.GetString(frame.AsSpan(10 + name + 4));
                    isLetIn = said == "\0" + Credentials!.Replace(':', '\0');
                    byte[] reason = isLetIn ? [] : [.. "Authentication failed: Invalid username or password"u8];
                    byte[] answer = isLetIn ? [0, 0, 0xFF, 0xFF, .. Number(0)] : [0, 58, 0, (byte)reason.Length, .. reason, .. Number(0)];
                    await AnswerAsync(client, writing, [.. Number(id), .. answer], cancellationToken);
                    break;
                case var _ when key == ApiVersions || isLetIn:
                    asked[id] = (key, version);
                    await WriteAsync(broker, frame, cancellationToken);
                    break;
                default:
                    // A broker hangs up on who asks before it was let in.
                    return;
            }
        }
    }

    private async Task AnswersAsync(Stream broker, Stream client, ConcurrentDictionary<int, (short Key, short Version)> asked, SemaphoreSlim writing, CancellationToken cancellationToken)
    {
        while (await FrameAsync(broker, cancellationToken) is { } frame)
        {
            asked.TryRemove(BinaryPrimitives.ReadInt32BigEndian(frame), out (short Key, short Version) request);
            await AnswerAsync(client, writing, request.Key switch
            {
                ApiVersions when Credentials is not null => WithSasl(frame, request.Version),
                Metadata or FindCoordinator => WithOwnPorts(frame),
                _ => frame,
            }, cancellationToken);
        }
    }

    /// <summary>The list of what the broker can do, and that it can SASL.</summary>
    private static byte[] WithSasl(byte[] frame, short version)
    {
        bool isCompact = version >= 3 && frame[4] == 0 && frame[5] == 0;
        byte[] end = isCompact ? [0] : [];
        byte[] sasl = [0, (byte)SaslHandshake, 0, 0, 0, 1, .. end, 0, (byte)SaslAuthenticate, 0, 0, 0, 0, .. end];
        int list = isCompact ? 7 : 10;
        byte[] count = isCompact ? [(byte)(frame[6] + 2)] : Number(BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(6)) + 2);
        return [.. frame[..6], .. count, .. sasl, .. frame[list..]];
    }

    private byte[] WithOwnPorts(byte[] frame)
    {
        foreach ((int port, TcpListener own) in _listeners)
        {
            byte[] sought = [.. "127.0.0.1"u8, .. Number(port)];
            for (int at = frame.AsSpan().IndexOf(sought); at >= 0; at = frame.AsSpan().IndexOf(sought))
            {
                Number(((IPEndPoint)own.LocalEndpoint).Port).CopyTo(frame, at + sought.Length - 4);
            }
        }

        return frame;
    }

    private static byte[] Number(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static async Task<byte[]?> FrameAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] length = new byte[4];
        if (await stream.ReadAtLeastAsync(length, 4, throwOnEndOfStream: false, cancellationToken) < 4)
        {
            return null;
        }

        int size = BinaryPrimitives.ReadInt32BigEndian(length);
        if (size is < 6 or > 10_000_000)
        {
            // Not of Kafka: TLS, say, where none is spoken. A broker hangs up.
            return null;
        }

        byte[] frame = new byte[size];
        await stream.ReadExactlyAsync(frame, cancellationToken);
        return frame;
    }

    /// <summary>Both directions answer the client: one at a time.</summary>
    private static async Task AnswerAsync(Stream client, SemaphoreSlim writing, byte[] frame, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await WriteAsync(client, frame, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    private static async Task WriteAsync(Stream stream, byte[] frame, CancellationToken cancellationToken)
    {
        await stream.WriteAsync((byte[])[.. Number(frame.Length), .. frame], cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
