using System.Net.Sockets;
using Npgsql;
using Seatrial.Core;
using Seatrial.Project.Connections;

namespace Seatrial.Seeding.Postgres;

/// <summary>A PostgreSQL database: opens connections to it, and says in words what went wrong.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The oldest release whose catalogs are understood.</summary>
    private static readonly Version Oldest = new(14, 0);

    private readonly ServerAddress _address;
    private readonly NpgsqlDataSource _source;

    public PostgresServer(ServerAddress address)
    {
        _address = address;
        NpgsqlConnectionStringBuilder builder = new()
        {
            Host = address.Host,
            Port = address.Port,
            Username = address.User,
            Password = address.Password,
            Database = address.Path.Length > 0 ? address.Path : address.User,
            ApplicationName = "seatrial seed",
            Timeout = 10,

            // Long statements are bounded by statement_timeout where they are started.
            CommandTimeout = 0,
            IncludeErrorDetail = true,
        };
        try
        {
            foreach ((string keyword, string value) in PostgresOptions.Of(address))
            {
                builder[keyword] = value;
            }
        }
        catch (ArgumentException exception)
        {
            throw new SeatrialException("seed-address", $"An option in the address of {address.Shown} is none that the driver knows: {address.Hide(exception.Message)}", innerException: exception);
        }

        _source = NpgsqlDataSource.Create(builder);
    }

    /// <summary>The address for people.</summary>
    public string Shown => _address.Shown;

    /// <summary>Opens a connection.</summary>
    /// <exception cref="SeatrialException">It did not come about; the message says why.</exception>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await _source.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException)
        {
            throw Unconnected(exception);
        }

        if (connection.PostgreSqlVersion >= Oldest)
        {
            return connection;
        }

        Version version = connection.PostgreSqlVersion;
        await connection.DisposeAsync();
        throw new SeatrialException("seed-server-too-old", $"{Shown} is PostgreSQL {version}; 14 is the oldest that can be seeded.");
    }

    /// <summary>What became of a statement, for people.</summary>
    /// <param name="attempted">What was attempted: <c>read the structure</c>.</param>
    /// <param name="exception">What happened.</param>
    public SeatrialException Failed(string attempted, Exception exception) => exception switch
    {
        PostgresException { SqlState: "42501" } said => new("seed-privilege", $"Could not {attempted} of {Shown}: {said.MessageText}. Grant the role '{_address.User}' what is missing: to profile it needs SELECT, to seed also INSERT, UPDATE, DELETE and TEMPORARY.", innerException: exception),
        PostgresException { SqlState: "57014" } said => new("seed-timeout", $"Could not {attempted} of {Shown}: {said.MessageText}. Give it longer with --statement-timeout, or take a smaller sample with --sample.", isTransient: true, exception),
        PostgresException { SqlState: "55P03" } said => new("seed-locked", $"Could not {attempted} of {Shown}: {said.MessageText}. Something holds a lock; try again when it is done.", isTransient: true, exception),
        PostgresException said => new("seed-refused", $"Could not {attempted} of {Shown}: {_address.Hide(said.MessageText)} [{said.SqlState}]", innerException: exception),
        _ => new("seed-connection-lost", $"Could not {attempted} of {Shown}: the connection broke: {_address.Hide(exception.Message)}", isTransient: true, exception),
    };

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private SeatrialException Unconnected(Exception exception) => exception switch
    {
        PostgresException { SqlState: "3D000" } said => new("seed-denied", $"{Shown} does not let '{_address.User}' in: {said.MessageText}. Check the name behind the slash of the address.", innerException: exception),
        PostgresException { SqlState: ['2', '8', ..] } said => new("seed-denied", $"{Shown} does not let '{_address.User}' in: {said.MessageText}. Check user and password in the address.", innerException: exception),
        PostgresException said => new("seed-cannot-connect", $"{Shown} does not take connections: {_address.Hide(said.MessageText)} [{said.SqlState}]", isTransient: true, exception),
        _ => new("seed-cannot-connect", $"Could not connect to {Shown}: {_address.Hide((exception.InnerException ?? exception).Message)}. Check host and port, and that it runs.", isTransient: true, exception),
    };
}
