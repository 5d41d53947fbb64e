using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using Npgsql;
using Seatrial.Core;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Profiling;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>
/// Looks at production, and is the only thing that does: read-only, in one snapshot that all of its sessions share, with
/// timeouts. What it takes away goes through <see cref="Release"/>.
/// </summary>
/// <param name="server">Production.</param>
/// <param name="settings">How it is looked at.</param>
/// <param name="progress">Told of each table that is done: its name, how many are, of how many.</param>
internal sealed class PostgresProfiler(PostgresServer server, ProfileSettings settings, Action<ObjectName, int, int>? progress)
{
    private const int AtOnce = 2;

    /// <summary>Takes a profile.</summary>
    /// <exception cref="SeatrialException">Something could not be read; the message says which table.</exception>
    public async Task<SeedProfile> ProfileAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection leader = await server.OpenAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await BeginAsync(leader, null, cancellationToken);
        string snapshot = (await new Catalog(leader).ReadAsync("select pg_catalog.pg_export_snapshot()", static r => r.GetString(0), cancellationToken))[0];
        DatabaseSchema schema = await PostgresStructure.ReadAsync(leader, server, cancellationToken);
        Table[] tables = [.. schema.Tables.Where(static t => t.PartitionOf is null && t.Kind is not TableKind.Foreign)];
        Release release = new(settings.Subjects, settings.Epsilon, settings.Delta);
        ConcurrentDictionary<ObjectName, TableProfile> profiles = [];
        await Parallel.ForEachAsync(tables, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (table, stop) =>
        {
            await using NpgsqlConnection connection = await server.OpenAsync(stop);
            await using NpgsqlTransaction own = await BeginAsync(connection, snapshot, stop);
            try
            {
                profiles[table.Name] = await new PostgresTableProfiler(new Catalog(connection), schema, table, settings, release).ProfileAsync(stop);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                throw server.Failed($"profile {table.Name}", exception);
            }

            progress?.Invoke(table.Name, profiles.Count, tables.Length);
        });
        return new SeedProfile(DatabaseEngine.Postgres, StructurePrint.Of(schema), new(settings.Subjects, settings.Epsilon, settings.Delta, release.Statistics))
        {
            TakenOn = settings.Today,
            Tables = [.. tables.Select(t => profiles[t.Name])],
        };
    }

    private async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, string? snapshot, CancellationToken cancellationToken)
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        Catalog catalog = new(connection);
        string timeouts = string.Create(CultureInfo.InvariantCulture, $"set local statement_timeout = {(long)settings.StatementTimeout.TotalMilliseconds}; set local lock_timeout = {(long)settings.LockTimeout.TotalMilliseconds};");
        await catalog.ExecuteAsync($"set transaction read only; {timeouts} set local timezone = 'UTC'", cancellationToken);
        if (snapshot is not null)
        {
            await catalog.ExecuteAsync($"set transaction snapshot '{snapshot}'", cancellationToken);
        }

        return transaction;
    }
}
