using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;
using StackExchange.Redis;

namespace Seatrial.Flows.Redis;

/// <summary>The connections of one attempt: one a server and user, for steps that ask and ask again.</summary>
/// <remarks>Thread-safe: lanes of a block share them.</remarks>
internal sealed class RedisConnections : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<ConnectionMultiplexer>> _open = new(StringComparer.Ordinal);

    /// <summary>Sends a command and waits for its reply.</summary>
    /// <exception cref="StepTransportException">No reply came.</exception>
    public async ValueTask<StepAnswer> AskAsync(ServerAddress address, string[] command, TimeProvider time, CancellationToken cancellationToken)
    {
        ExchangeMessage request = Shown.Message($"{address.Shown} {Shown.Line(string.Join(' ', command))}", [], null);
        StepExchange sent = Shown.Exchange("redis", address, request);
        string key = $"{address.Scheme} {address.Authority} {address.Path} {address.User} {address.Password}";
        ConnectionMultiplexer connection = await ConnectAsync(key, address, sent, cancellationToken);
        long started = time.GetTimestamp();
        try
        {
            RedisResult reply = await connection.GetDatabase().ExecuteAsync(command[0], [.. command.Skip(1)]).WaitAsync(cancellationToken);
            return new RedisAnswer(address, request, reply, time.GetElapsedTime(started));
        }
        catch (RedisServerException exception)
        {
            return RedisFaults.IsDenied(exception)
                ? throw ServerFaults.Denied(address, exception.Message, way: null, sent, exception)
                : new RedisAnswer(address, request, exception.Message, time.GetElapsedTime(started));
        }
        catch (RedisCommandException exception)
        {
            // The driver will not send it.
            return new RedisAnswer(address, request, exception.Message, time.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            // What the command still does on the server ends with its connection.
            await CloseAsync(key);
            throw RedisFaults.OfRequest(exception, address, sent, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        string[] keys;
        lock (_gate)
        {
            keys = [.. _open.Keys];
        }

        foreach (string key in keys)
        {
            await CloseAsync(key);
        }
    }

    private async ValueTask<ConnectionMultiplexer> ConnectAsync(string key, ServerAddress address, StepExchange sent, CancellationToken cancellationToken)
    {
        Task<ConnectionMultiplexer> connecting;
        lock (_gate)
        {
            if (!_open.TryGetValue(key, out connecting!))
            {
                connecting = RedisFaults.ConnectAsync(address, sent, waits: false, cancellationToken);
                _open.Add(key, connecting);
            }
        }

        try
        {
            return await connecting.WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is StepTransportException or OperationCanceledException)
        {
            lock (_gate)
            {
                _open.Remove(key);
            }

            throw exception as StepTransportException ?? ServerFaults.Unconnected(exception, address, sent, cancellationToken);
        }
    }

    private async ValueTask CloseAsync(string key)
    {
        Task<ConnectionMultiplexer>? open;
        lock (_gate)
        {
            _open.Remove(key, out open);
        }

        if (open is { IsCompletedSuccessfully: true })
        {
            await (await open).CloseAsync(allowCommandsToComplete: false);
        }
    }
}
