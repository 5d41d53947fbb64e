using Npgsql;
using Seatrial.Core;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>Reads the structure of a PostgreSQL database, from its catalogs and nowhere else: <c>information_schema</c> joins by names that need not be unique.</summary>
internal static class PostgresStructure
{
    // Without a path every name is written with its schema. These and the others a role or database may have set for itself;
    // the same structure must have the same text for all.
    private const string SameForEverybody = """
        set local search_path = ''; set local quote_all_identifiers = off; set local timezone = 'UTC'; set local datestyle = 'ISO, MDY';
        set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1; set local lc_monetary = 'C'
        """;

    /// <summary>Reads it inside a transaction that the caller began.</summary>
    /// <exception cref="SeatrialException">It could not be read.</exception>
    public static async Task<DatabaseSchema> ReadAsync(NpgsqlConnection connection, PostgresServer server, CancellationToken cancellationToken)
    {
        try
        {
            Catalog catalog = new(connection);

            await catalog.ExecuteAsync(SameForEverybody, cancellationToken);
            return await ReadAsync(catalog, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            throw server.Failed("read the structure", exception);
        }
    }

    /// <summary>Reads it in a transaction of its own.</summary>
    /// <exception cref="SeatrialException">It could not be read.</exception>
    public static async Task<DatabaseSchema> ReadAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        return await ReadAsync(connection, server, cancellationToken);
    }

    private static async Task<DatabaseSchema> ReadAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        PostgresTypes types = await PostgresTypes.ReadAsync(catalog, cancellationToken);
        PostgresRelations relations = await PostgresRelations.ReadAsync(catalog, cancellationToken);
        ILookup<uint, PostgresColumn> columns = await PostgresColumn.ReadAsync(catalog, types, cancellationToken);
        PostgresConstraints constraints = await PostgresConstraints.ReadAsync(catalog, relations, columns, cancellationToken);
        PostgresBehaviour behaviour = await PostgresBehaviour.ReadAsync(catalog, cancellationToken);
        return new DatabaseSchema(DatabaseEngine.Postgres)
        {
            Types = [.. types.Defined()],
            Views = [.. relations.Views],
            Tables =
            [
                .. relations.Tables.Select(r => r.Table with
                {
                    Columns = [.. columns[r.Oid].Select(static c => c.Column)],
                    Partitioning = r.Partitioning(columns[r.Oid]),
                    UniqueKeys = [.. constraints.UniqueKeys[r.Oid]],
                    ForeignKeys = [.. constraints.ForeignKeys[r.Oid]],
                    Checks = [.. constraints.Checks[r.Oid]],
                    Exclusions = [.. constraints.Exclusions[r.Oid]],
                    Triggers = [.. behaviour.Triggers[r.Oid]],
                    Rules = [.. behaviour.Rules[r.Oid]],
                    RowSecurity = r.Table.RowSecurity with { Policies = [.. behaviour.Policies[r.Oid]] },
                }),
            ],
        };
    }
}
