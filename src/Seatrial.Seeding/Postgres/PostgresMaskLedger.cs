using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Seatrial.Core;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>
/// Whose masked rows are. Their keys cannot be computed, as those of made rows can: they are listed in tables beside the
/// ledger, made by the database itself when everything is loaded. Of tables without a key, hashes of rows are listed.
/// </summary>
internal static class PostgresMaskLedger
{
    private const string Create = """
        create schema if not exists seatrial_seed;
        create table if not exists seatrial_seed.masked (
          number int generated always as identity primary key,
          run text not null unique,
          tables jsonb not null,
          started timestamptz not null default now());
        """;

    /// <summary>Writes it down, in the transaction that loaded them.</summary>
    /// <exception cref="SeatrialException">There is such a run already.</exception>
    public static async Task WriteAsync(NpgsqlConnection connection, PostgresServer server, string run, ImmutableArray<Table> tables, CancellationToken cancellationToken)
    {
        Catalog catalog = new(connection);
        await PostgresLedger.LockAsync(connection, cancellationToken);
        try
        {
            await catalog.ExecuteAsync(Create, cancellationToken);
            bool hasRuns = (await catalog.ReadAsync("select pg_catalog.to_regclass('seatrial_seed.run') is not null", static r => r.GetBoolean(0), cancellationToken))[0];
            await using NpgsqlCommand insert = new($"insert into seatrial_seed.masked (run, tables) select $1, $2{(hasRuns ? " where not exists (select from seatrial_seed.run where run = $1)" : string.Empty)} returning number", connection)
            {
                Parameters = { new() { Value = run, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = JsonSerializer.Serialize(tables.Select(OwnedTable.Of)), NpgsqlDbType = NpgsqlDbType.Jsonb } },
            };
            int number = await insert.ExecuteScalarAsync(cancellationToken) is int given ? given : throw Taken(server, run);
            for (int i = 0; i < tables.Length; i++)
            {
                await catalog.ExecuteAsync($"create table {Keys(number, i)} as select {OwnedTable.Of(tables[i]).Told("t")} from {PostgresText.Name(tables[i].Name)} t", cancellationToken);
            }
        }
        catch (PostgresException exception) when (exception is { SqlState: "23505", SchemaName: "seatrial_seed" })
        {
            throw Taken(server, run);
        }
        catch (PostgresException exception) when (exception.SqlState == "42501")
        {
            throw new SeatrialException("seed-privilege", $"Whose rows are is kept in schema seatrial_seed of {server.Shown}, and the role may not create it: {exception.MessageText}. Let somebody who may do so once: create schema seatrial_seed authorization <the role>.", innerException: exception);
        }
    }

    /// <summary>The runs that have masked rows.</summary>
    public static async Task<IReadOnlyList<(string Run, DateTimeOffset Started)>> ReadAsync(PostgresServer server, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        try
        {
            Catalog catalog = new(connection);
            return (await ExistsAsync(catalog, cancellationToken))
                ? await catalog.ReadAsync("select run, started from seatrial_seed.masked order by number", static r => (r.GetString(0), r.GetFieldValue<DateTimeOffset>(1)), cancellationToken)
                : [];
        }
        catch (NpgsqlException exception)
        {
            throw server.Failed("read the masked runs", exception);
        }
    }

    /// <summary>Removes the rows of a run, and no others.</summary>
    /// <returns>How many there were; null when there is no such run.</returns>
    /// <exception cref="SeatrialException">Rows of others hold on to them; nothing was removed.</exception>
    public static async Task<long?> CleanAsync(PostgresServer server, string run, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        Catalog catalog = new(connection);
        try
        {
            if (!await ExistsAsync(catalog, cancellationToken))
            {
                return null;
            }

            // It sets how values are written, too: hashes of rows depend on that.
            DatabaseSchema schema = await PostgresStructure.ReadAsync(connection, server, cancellationToken);
            if (await FindAsync(connection, run, cancellationToken) is not (int number, OwnedTable[] tables))
            {
                return null;
            }

            long removed = 0;
            Dictionary<ObjectName, string> owned = tables.Select((t, i) => (t.Name, Condition: t.Condition(Keys(number, i)))).Where(t => schema.Find(t.Name) is not null).ToDictionary(static t => t.Name, static t => t.Condition);
            IEnumerable<ObjectName> Targets(ObjectName name) => schema.Find(name)!.ForeignKeys.Select(static f => f.Target);
            foreach (ImmutableArray<ObjectName> group in TableGraph.Groups([.. owned.Keys], Targets).Reverse())
            {
                foreach (ObjectName name in group)
                {
                    await HeldAsync(catalog, schema, name, group, owned, cancellationToken);
                }

                string[] deletes = [.. group.Select((name, i) => $"d{i} as (delete from {PostgresText.Name(name)} t where {owned[name]} returning 1)")];
                removed += (await catalog.ReadAsync($"with {string.Join(", ", deletes)} select {string.Join(" + ", group.Select(static (_, i) => $"(select count(*) from d{i})"))}", static r => r.GetInt64(0), cancellationToken))[0];
            }

            await ForgetAsync(connection, number, tables.Length, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return removed;
        }
        catch (PostgresException exception) when (exception.SqlState is "23503" or "23001")
        {
            throw new SeatrialException("seed-clean-held", $"Rows of run {run} in {server.Shown} could not be removed: {exception.MessageText}. {exception.Detail}. Those are not rows of the run: remove them first, then clean again. Nothing was removed.", innerException: exception);
        }
        catch (NpgsqlException exception)
        {
            throw server.Failed($"clean run {run}", exception);
        }
    }

    private static async Task<bool> ExistsAsync(Catalog catalog, CancellationToken cancellationToken) =>
        (await catalog.ReadAsync("select pg_catalog.to_regclass('seatrial_seed.masked') is not null", static r => r.GetBoolean(0), cancellationToken))[0];

    private static async Task<(int Number, OwnedTable[] Tables)?> FindAsync(NpgsqlConnection connection, string run, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("select number, tables::text from seatrial_seed.masked where run = $1 for update", connection) { Parameters = { new() { Value = run } } };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt32(0), JsonSerializer.Deserialize<OwnedTable[]>(reader.GetString(1))!) : null;
    }

    /// <summary>Rows of others that would be changed or removed along with the run's.</summary>
    private static async Task HeldAsync(Catalog catalog, DatabaseSchema schema, ObjectName table, ImmutableArray<ObjectName> group, Dictionary<ObjectName, string> owned, CancellationToken cancellationToken)
    {
        foreach (Table other in schema.Tables.Where(static t => t.PartitionOf is null))
        {
            foreach (ForeignKey key in other.ForeignKeys.Where(k => k.Target == table && k.OnDelete is not (ReferentialAction.NoAction or ReferentialAction.Restrict)))
            {
                // Rows of the run in tables before are gone by now; of those that go together, theirs are left out.
                string others = group.Contains(other.Name) ? $" and not exists (select from {PostgresText.Name(other.Name)} t where t.tableoid = o.tableoid and t.ctid = o.ctid and {owned[other.Name]})" : string.Empty;
                string match = string.Join(" and ", key.Columns.Select((c, i) => $"o.{PostgresText.Name(c)} = t.{PostgresText.Name(key.TargetColumns[i])}"));
                long held = (await catalog.ReadAsync($"select count(*) from {PostgresText.Name(other.Name)} o where exists (select from {PostgresText.Name(table)} t where {match} and {owned[table]}){others}", static r => r.GetInt64(0), cancellationToken))[0];
                if (held > 0)
                {
                    throw new SeatrialException("seed-clean-held", string.Create(CultureInfo.InvariantCulture, $"{held} rows of {other.Name} point at rows of the run in {table}, and were not made by it; to remove the run's would change them ({key.Name}). Remove them first, then clean again. Nothing was removed."));
                }
            }
        }
    }

    private static async Task ForgetAsync(NpgsqlConnection connection, int number, int tables, CancellationToken cancellationToken)
    {
        Catalog catalog = new(connection);
        await PostgresLedger.LockAsync(connection, cancellationToken);
        for (int i = 0; i < tables; i++)
        {
            await catalog.ExecuteAsync($"drop table if exists {Keys(number, i)}", cancellationToken);
        }

        await using NpgsqlCommand command = new("delete from seatrial_seed.masked where number = $1", connection) { Parameters = { new() { Value = number } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        if ((await catalog.ReadAsync("select 1 from seatrial_seed.masked limit 1", static r => r.GetInt32(0), cancellationToken)).Count == 0)
        {
            await catalog.ExecuteAsync("drop table seatrial_seed.masked", cancellationToken);
            await PostgresLedger.DropSchemaAsync(connection, cancellationToken);
        }
    }

    private static string Keys(int number, int table) => string.Create(CultureInfo.InvariantCulture, $"seatrial_seed.masked_{number}_{table}");

    private static SeatrialException Taken(PostgresServer server, string run) =>
        new("seed-run-exists", $"Run {run} has rows in {server.Shown} already. Clean it first (`seatrial seed clean --to … --run {run}`), or take another name.");
}
