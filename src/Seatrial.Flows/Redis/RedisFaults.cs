using System.Globalization;
using System.Net;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;
using StackExchange.Redis;

namespace Seatrial.Flows.Redis;

/// <summary>Connects, and says in our words why that, or a command, did not work.</summary>
internal static class RedisFaults
{
    private const int ConnectMilliseconds = 10_000;

    /// <summary>Connects.</summary>
    /// <param name="address">The server.</param>
    /// <param name="sent">What is meant to be sent, for the failure.</param>
    /// <param name="waits">Whether a command may wait until the connection it needs is ready, as a subscription does.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="StepTransportException">No connection came about.</exception>
    public static async Task<ConnectionMultiplexer> ConnectAsync(ServerAddress address, StepExchange sent, bool waits, CancellationToken cancellationToken)
    {
        await ServerFaults.ReachAsync(address, sent, cancellationToken);
        ConfigurationOptions options = new()
        {
            EndPoints = { IPAddress.TryParse(address.Host, out IPAddress? ip) ? new IPEndPoint(ip, address.Port) : new DnsEndPoint(address.Host, address.Port) },
            User = address.User,
            Password = address.Password,
            Ssl = address.Scheme == "rediss",
            SslHost = address.Host,
            DefaultDatabase = int.TryParse(address.Path, NumberStyles.None, CultureInfo.InvariantCulture, out int database) ? database : 0,
            Protocol = RedisProtocol.Resp3,
            ClientName = "seatrial",
            AbortOnConnectFail = true,
            ConnectRetry = 1,
            ConnectTimeout = ConnectMilliseconds,

            // The step's deadline ends a command, not the driver.
            AsyncTimeout = int.MaxValue,
            BacklogPolicy = waits ? BacklogPolicy.Default : BacklogPolicy.FailFast,
            AllowAdmin = true,
            IncludeDetailInExceptions = false,
            IncludePerformanceCountersInExceptions = false,
            ConfigurationChannel = string.Empty,
            TieBreaker = string.Empty,
        };
        Task<ConnectionMultiplexer> connecting = ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            return await connecting.WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or OperationCanceledException or IOException)
        {
            _ = connecting.ContinueWith(static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw Find<RedisConnectionException>(exception) is { } failed && IsDenied(failed)
                ? ServerFaults.Denied(address, Said(failed), way: null, sent, exception)
                : ServerFaults.Unconnected(exception is RedisConnectionException { InnerException: null } ? Unlike(exception) : exception, address, sent, cancellationToken);
        }
    }

    public static StepTransportException OfRequest(Exception exception, ServerAddress address, StepExchange sent, CancellationToken cancellationToken) =>
        exception is RedisConnectionException { FailureType: ConnectionFailureType.ProtocolFailure }
            ? ServerFaults.OfRequest(Unlike(exception), address, sent, cancellationToken)
            : ServerFaults.OfRequest(new IOException(exception.Message), address, sent, cancellationToken);

    public static bool IsDenied(Exception exception) =>
        exception is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure }
        || exception.Message.Contains("NOAUTH", StringComparison.Ordinal)
        || exception.Message.Contains("WRONGPASS", StringComparison.Ordinal);

    /// <summary>The driver's own words tell how to use the driver.</summary>
    private static InvalidDataException Unlike(Exception exception) =>
        new(exception.Message.Contains("TLS", StringComparison.Ordinal) ? exception.Message : "it is not a Redis server, or one that expects TLS (`rediss://`)");

    /// <summary>What the server said, without what the driver says around it.</summary>
    private static string Said(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            int at = Math.Max(e.Message.IndexOf("WRONGPASS", StringComparison.Ordinal), e.Message.IndexOf("NOAUTH", StringComparison.Ordinal));
            if (at >= 0)
            {
                int end = e.Message.IndexOfAny(['\r', '\n', '.'], at);
                return end < 0 ? e.Message[at..] : e.Message[at..end];
            }
        }

        return "it refused the password";
    }

    private static T? Find<T>(Exception exception)
        where T : Exception
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is T found)
            {
                return found;
            }
        }

        return null;
    }
}
