using Npgsql;

namespace Seatrial.Seeding.Postgres;

/// <summary>Reads the catalogs over one connection, inside one transaction.</summary>
/// <param name="connection">The connection.</param>
internal sealed class Catalog(NpgsqlConnection connection)
{
    /// <summary>The schemas that are the server's own, and the sessions' temporary ones.</summary>
    public const string IsOurs = "n.nspname not in ('pg_catalog', 'information_schema', 'seatrial_seed') and n.nspname !~ '^pg_(toast|temp)'";

    /// <summary>Whether a table came with an extension, as PostGIS's does.</summary>
    public const string IsOfExtension = "exists (select from pg_catalog.pg_depend x where x.classid = 'pg_catalog.pg_class'::regclass and x.objid = c.oid and x.deptype = 'e')";

    public Version Version => connection.PostgreSqlVersion;

    public async Task<List<T>> ReadAsync<T>(string query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(query, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public NpgsqlCommand Command(string text) => new(text, connection);

    /// <summary>Begins to copy rows in.</summary>
    public async Task<TextWriter> CopyAsync(string statement, CancellationToken cancellationToken) => await connection.BeginTextImportAsync(statement, cancellationToken);

    public async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
