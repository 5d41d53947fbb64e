using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;
using StackExchange.Redis;

namespace Seatrial.Flows.Redis;

/// <summary>Reads a stream from where it ended when listening began. The stream keeps the entries: nothing is buffered here.</summary>
internal sealed class RedisStreamListener : IStepListener
{
    private const string BlockMilliseconds = "1000";
    private const string MostAtOnce = "100";

    private readonly Queue<(string Id, JsonElement Fields)> _read = new();
    private readonly ConnectionMultiplexer _connection;
    private readonly ServerAddress _address;
    private readonly string _stream;
    private readonly StepExchange _sent;
    private readonly TimeProvider _time;
    private string _last;

    private RedisStreamListener(ConnectionMultiplexer connection, ServerAddress address, string stream, StepExchange sent, string last, TimeProvider time)
    {
        _connection = connection;
        _address = address;
        _stream = stream;
        _sent = sent;
        _last = last;
        _time = time;
    }

    public static async ValueTask<IStepListener> OpenAsync(ServerAddress address, string stream, TimeProvider time, CancellationToken cancellationToken)
    {
        StepExchange sent = Shown.Exchange("redis", address, Shown.Message($"{address.Shown} XREAD {stream}", [], null));
        ConnectionMultiplexer connection = await RedisFaults.ConnectAsync(address, sent, waits: false, cancellationToken);
        try
        {
            RedisResult end = await connection.GetDatabase().ExecuteAsync("XREVRANGE", stream, "+", "-", "COUNT", "1").WaitAsync(cancellationToken);
            return new RedisStreamListener(connection, address, stream, sent, end.Length > 0 ? end[0][0].ToString()! : "0-0", time);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or OperationCanceledException)
        {
            await connection.DisposeAsync();
            throw Translate(exception, address, sent, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> NextAsync(CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        (string Id, JsonElement Fields) entry;
        while (!_read.TryDequeue(out entry))
        {
            try
            {
                await ReadAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                throw Translate(exception, _address, _sent, cancellationToken);
            }
        }

        ReceivedMessage message = new($"entry {entry.Id} of {_stream}", JsonSerializer.SerializeToUtf8Bytes(entry.Fields))
        {
            Headers = [new ExchangeHeader("id", entry.Id)],
            Facts = ImmutableDictionary<string, string>.Empty.Add("channel", _stream),
        };
        return new MessageAnswer("redis", _address, $"XREAD {_stream}", message, _time.GetElapsedTime(started));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _connection.CloseAsync(allowCommandsToComplete: false);

    /// <summary>Such as a key that is no stream: the server's no, which no waiting changes.</summary>
    private static StepTransportException Translate(Exception exception, ServerAddress address, StepExchange sent, CancellationToken cancellationToken) =>
        exception is RedisServerException
            ? new StepTransportException(TransportFault.Protocol, false, $"{address.Shown} refused to read the stream: {exception.Message}", sent, exception)
            : RedisFaults.OfRequest(exception, address, sent, cancellationToken);

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        RedisResult reply = await _connection.GetDatabase()
            .ExecuteAsync("XREAD", "COUNT", MostAtOnce, "BLOCK", BlockMilliseconds, "STREAMS", _stream, _last)
            .WaitAsync(cancellationToken);
        if (reply.IsNull)
        {
            return;
        }

        // A map from stream to entries, or in the older protocol a list of pairs.
        RedisResult entries = reply.Resp3Type == ResultType.Map ? reply[1] : reply[0][1];
        for (int i = 0; i < entries.Length; i++)
        {
            RedisResult fields = entries[i][1];
            _last = entries[i][0].ToString()!;
            _read.Enqueue((_last, JsonTexts.Write(writer =>
            {
                writer.WriteStartObject();
                for (int f = 0; f + 1 < fields.Length; f += 2)
                {
                    writer.WritePropertyName(fields[f].ToString()!);
                    JsonTexts.WriteBytes(writer, (byte[])fields[f + 1]!);
                }

                writer.WriteEndObject();
            })));
        }
    }
}
