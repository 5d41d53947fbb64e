using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Seatrial.Core;
using Seatrial.Seeding.Ownership;
using Seatrial.Seeding.Planning;

namespace Seatrial.Seeding.Postgres;

/// <summary>
/// Which runs have rows in a database, kept in the database itself: in schema <c>seatrial_seed</c>, which comes with the
/// first run and goes with the last. A run that loads holds an advisory lock in each of its sessions; who can take that
/// lock knows that the run is over, however it ended.
/// </summary>
/// <param name="server">The database.</param>
internal sealed class PostgresLedger(PostgresServer server)
{
    /// <summary>The first number of all advisory locks taken here.</summary>
    public const int LockSpace = 0x5EA7;

    private const string Create = """
        create schema if not exists seatrial_seed;
        create table if not exists seatrial_seed.run (
          number int generated always as identity primary key,
          run text not null unique,
          state text not null,
          intent bytea not null,
          uses jsonb not null,
          started timestamptz not null default now());
        create table if not exists seatrial_seed.made (run int not null, relation text not null, key text not null);
        """;

    /// <summary>Takes keys for a run and writes down what it will load, before it does.</summary>
    /// <param name="run">The run.</param>
    /// <param name="draft">The plan, made as if all keys were free.</param>
    /// <param name="intentOf">What is to be kept, by the keys that are free.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was kept, and the session that holds on to the run.</returns>
    /// <exception cref="SeatrialException">The run is there already, or a right is missing.</exception>
    public async Task<(RunLease Lease, SeedIntent Intent)> BeginAsync(string run, SeedPlan draft, Func<ImmutableArray<SeedIntent.First>, ImmutableArray<SeedIntent.Skip>, SeedIntent> intentOf, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await LockAsync(connection, cancellationToken);
            Catalog catalog = new(connection);
            await catalog.ExecuteAsync(Create, cancellationToken);
            PostgresKeys keys = new(catalog, await OthersAsync(catalog, cancellationToken));
            (ImmutableArray<SeedIntent.First> first, ImmutableArray<SeedIntent.Skip> skipped) = await keys.TakeAsync(draft, cancellationToken);
            SeedIntent intent = intentOf(first, skipped);
            await using NpgsqlCommand insert = new("insert into seatrial_seed.run (run, state, intent, uses) values ($1, 'loading', $2, $3) returning number", connection)
            {
                Parameters =
                {
                    new() { Value = run },
                    new() { Value = intent.ToBytes() },
                    new() { Value = PostgresKeys.Uses(draft, first), NpgsqlDbType = NpgsqlDbType.Jsonb },
                },
            };
            int number = (int)(await insert.ExecuteScalarAsync(cancellationToken))!;

            // Held before anybody can see the run, so that nobody can take it for one that is over.
            RunLease lease = new(number, await server.OpenAsync(cancellationToken));
            await lease.TakeAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return (lease, intent);
        }
        catch (PostgresException exception) when (exception.SqlState == "23505")
        {
            throw new SeatrialException("seed-run-exists", $"Run {run} has rows in {server.Shown} already. Clean it first (`seatrial seed clean --to … --run {run}`), or take another name.", innerException: exception);
        }
        catch (PostgresException exception) when (exception.SqlState == "42501")
        {
            throw new SeatrialException("seed-privilege", $"What a run loads is kept in schema seatrial_seed of {server.Shown}, and the role may not create it: {exception.MessageText}. Let somebody who may do so once: create schema seatrial_seed authorization <the role>.", innerException: exception);
        }
        catch (NpgsqlException exception)
        {
            throw server.Failed("take keys", exception);
        }
    }

    /// <summary>Everything that a run was to load is there.</summary>
    public async Task LoadedAsync(string run, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        await using NpgsqlCommand command = new("update seatrial_seed.run set state = 'loaded' where run = $1", connection) { Parameters = { new() { Value = run } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The runs that have, or may have, rows.</summary>
    /// <exception cref="SeatrialException">It could not be read.</exception>
    public async Task<IReadOnlyList<SeededRun>> ReadAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        try
        {
            Catalog catalog = new(connection);
            List<bool> exists = await catalog.ReadAsync("select pg_catalog.to_regclass('seatrial_seed.run') is not null", static r => r.GetBoolean(0), cancellationToken);
            return !exists[0] ? [] : await catalog.ReadAsync(
                "select number, run, state = 'loaded', intent, started from seatrial_seed.run order by number",
                static r => new SeededRun(r.GetInt32(0), r.GetString(1), r.GetBoolean(2), r.GetFieldValue<byte[]>(3), r.GetFieldValue<DateTimeOffset>(4)),
                cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is "42P01" or "3F000")
        {
            // The last one went this moment.
            return [];
        }
        catch (NpgsqlException exception)
        {
            throw server.Failed("read the seeded runs", exception);
        }
    }

    /// <summary>Waits until no session of a run is alive, and keeps others away from it.</summary>
    /// <param name="connection">The session that is to hold it, in a transaction.</param>
    /// <param name="number">The number of its lock.</param>
    /// <param name="wait">Whether to wait; otherwise it is asked for once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether the run is over.</returns>
    public static async Task<bool> SeizeAsync(NpgsqlConnection connection, int number, bool wait, CancellationToken cancellationToken)
    {
        string query = wait ? "select pg_catalog.pg_advisory_xact_lock($1, $2) is not null" : "select pg_catalog.pg_try_advisory_xact_lock($1, $2)";
        await using NpgsqlCommand command = new(query, connection) { Parameters = { new() { Value = LockSpace }, new() { Value = number } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Forgets a run, and the schema with the last one.</summary>
    public static async Task ForgetAsync(NpgsqlConnection connection, int number, CancellationToken cancellationToken)
    {
        await LockAsync(connection, cancellationToken);
        await using NpgsqlCommand command = new("delete from seatrial_seed.run where number = $1", connection) { Parameters = { new() { Value = number } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        Catalog catalog = new(connection);
        if ((await catalog.ReadAsync("select 1 from seatrial_seed.run limit 1", static r => r.GetInt32(0), cancellationToken)).Count == 0)
        {
            await catalog.ExecuteAsync("drop table seatrial_seed.run; drop table if exists seatrial_seed.made", cancellationToken);
            await DropSchemaAsync(connection, cancellationToken);
        }
    }

    /// <summary>A schema that somebody else made, because the role may not, stays; so does one that lists masked rows.</summary>
    internal static async Task DropSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        Catalog catalog = new(connection);
        List<bool> mayGo = await catalog.ReadAsync("select pg_catalog.has_database_privilege(current_database(), 'create') from pg_catalog.pg_namespace n where nspname = 'seatrial_seed' and pg_catalog.pg_has_role(nspowner, 'usage') and not exists (select from pg_catalog.pg_class where relnamespace = n.oid)", static r => r.GetBoolean(0), cancellationToken);
        if (mayGo is [true])
        {
            await catalog.ExecuteAsync("drop schema seatrial_seed", cancellationToken);
        }
    }

    /// <summary>Keeps other sessions from the ledger until the transaction ends.</summary>
    internal static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("select pg_catalog.pg_advisory_xact_lock($1, 0)", connection) { Parameters = { new() { Value = LockSpace } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Dictionary<ColumnName, long>> OthersAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        List<(string Schema, string Table, string Column, long End)> rows = await catalog.ReadAsync(
            "select u->>0, u->>1, u->>2, max((u->>3)::bigint) from seatrial_seed.run, pg_catalog.jsonb_array_elements(uses) u group by 1, 2, 3",
            static r => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3)),
            cancellationToken);
        return rows.ToDictionary(static r => new ColumnName(new(r.Schema, r.Table), r.Column), static r => r.End);
    }
}
