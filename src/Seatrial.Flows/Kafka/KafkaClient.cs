using System.Collections.Concurrent;
using Confluent.Kafka;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Kafka;

/// <summary>A connection to a cluster that is asked for what the cluster has: it also tells why there is none.</summary>
internal sealed class KafkaClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(500);

    private readonly IAdminClient _client;
    private readonly KafkaAddress _address;
    private readonly ConcurrentQueue<Error> _errors;

    private KafkaClient(IAdminClient client, KafkaAddress address, ConcurrentQueue<Error> errors) => (_client, _address, _errors) = (client, address, errors);

    /// <summary>Connects, and looks at a topic.</summary>
    /// <exception cref="StepTransportException">It does not answer.</exception>
    public static async ValueTask<(KafkaClient Client, IReadOnlyList<int> Partitions)> ConnectAsync(KafkaAddress address, string topic, StepExchange sent, CancellationToken cancellationToken)
    {
        await ServerFaults.ReachAsync(address.Server, sent, cancellationToken);
        ConcurrentQueue<Error> errors = new();
        IAdminClient client;
        try
        {
            client = new AdminClientBuilder(address.Settings).SetErrorHandler((_, error) => errors.Enqueue(error)).SetLogHandler(static (_, _) => { }).Build();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or KafkaException)
        {
            throw new StepTransportException(TransportFault.Protocol, false, $"no client for {address.Server.Shown} can be made: {ServerFaults.Reason(exception, address.Server)}", sent, exception);
        }

        KafkaClient connected = new(client, address, errors);
        try
        {
            return (connected, await Task.Run(() => connected.First(topic, sent, cancellationToken), cancellationToken));
        }
        catch
        {
            connected.Dispose();
            throw;
        }
    }

    /// <summary>The partitions of a topic; none when there is no such topic. Blocks.</summary>
    /// <exception cref="KafkaException">The cluster did not answer.</exception>
    public IReadOnlyList<int> Partitions(string topic)
    {
        TopicMetadata? found = _client.GetMetadata(topic, Slice).Topics.Find(t => t.Topic == topic);
        return found switch
        {
            null => [],
            { Error.Code: ErrorCode.UnknownTopicOrPart or ErrorCode.LeaderNotAvailable } => [],
            { Error.IsError: true } => throw new KafkaException(found.Error),
            _ => [.. found.Partitions.Select(static p => p.PartitionId)],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Why the cluster cannot be spoken with, if that will not change by waiting.</summary>
    public static StepTransportException? Hopeless(Error error, ServerAddress server, StepExchange sent) => error.Code switch
    {
        ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.GroupAuthorizationFailed =>
            ServerFaults.Denied(server, Words(error), null, sent, new KafkaException(error)),
        ErrorCode.Local_Ssl or ErrorCode.Local_Transport when error.Code == ErrorCode.Local_Ssl || error.Reason.Contains("SSL handshake failed", StringComparison.Ordinal) =>
            new StepTransportException(TransportFault.Tls, false, $"could not set up TLS with {server.Shown}: {server.Hide(OfTls(Words(error)))}", sent, new KafkaException(error)),
        ErrorCode.Local_BadMsg =>
            new StepTransportException(TransportFault.Protocol, false, $"{server.Shown} does not answer as a broker of Kafka does", sent, new KafkaException(error)),
        ErrorCode.TopicException or ErrorCode.InvalidRequest =>
            new StepTransportException(TransportFault.Protocol, false, $"{server.Shown} refuses the request: {server.Hide(Words(error))}", sent, new KafkaException(error)),
        _ => null,
    };

    /// <summary>The library advises on settings that nobody made here.</summary>
    private static string OfTls(string words) => words switch
    {
        _ when words.Contains("broker certificate could not be verified", StringComparison.Ordinal) =>
            "the broker's certificate is not trusted, or is not for this name; trust who signed it with `tls: { ca: … }`",
        _ when words.Contains("Disconnected", StringComparison.Ordinal) || words.Contains("connecting to a PLAINTEXT", StringComparison.Ordinal) =>
            "the broker hung up; one that does not speak TLS there has an address of `kafka://`",
        _ => words,
    };

    /// <summary>What the library says, without the names of its threads and the times it took.</summary>
    public static string Words(Error error)
    {
        string text = error.Reason;
        int begins = text.IndexOf("]: ", StringComparison.Ordinal);
        text = begins >= 0 ? text[(begins + 3)..] : text;
        int brokers = text.IndexOf("/bootstrap: ", StringComparison.Ordinal);
        text = brokers >= 0 ? text[(brokers + 12)..] : text;
        int after = text.IndexOf(" (after ", StringComparison.Ordinal);
        return (after >= 0 ? text[..after] : text).ReplaceLineEndings(" ").Trim().TrimEnd('.');
    }

    private IReadOnlyList<int> First(string topic, StepExchange sent, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Error last;
            try
            {
                return Partitions(topic);
            }
            catch (KafkaException exception)
            {
                last = exception.Error;
            }

            foreach (Error error in _errors.Append(last))
            {
                if (Hopeless(error, _address.Server, sent) is { } hopeless)
                {
                    throw hopeless;
                }
            }

            if (cancellationToken.IsCancellationRequested || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                Error said = _errors.FirstOrDefault(static e => e.Code is ErrorCode.Local_Transport or ErrorCode.Local_Resolve) ?? last;
                throw ServerFaults.Unconnected(new InvalidDataException(Words(said)), _address.Server, sent, cancellationToken);
            }
        }
    }
}
