using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using Seatrial.Core;
using Seatrial.Seeding.Loading;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>
/// Loads the rows of a plan: <c>COPY</c> for each table, those of a level side by side. Tables that need each other are
/// copied aside and inserted by one statement, at the end of which the database looks at foreign keys; that needs no right
/// beyond that of temporary tables.
/// </summary>
/// <param name="server">The database.</param>
/// <param name="plan">What it gets.</param>
/// <param name="progress">Takes how far it is.</param>
internal sealed class PostgresLoad(PostgresServer server, SeedPlan plan, IProgress<LoadProgress>? progress)
{
    private const int AtOnce = 2;

    /// <summary>Loads everything: each group of tables in a transaction of its own, or all in one where the database wants to see the whole.</summary>
    /// <param name="run">The number of the run, for what triggers add.</param>
    /// <param name="prepare">Does something with each connection when its transaction has begun.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">The database refused a row, or was lost.</exception>
    public async Task LoadAsync(int run, Func<NpgsqlConnection, CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        if (plan.IsOneTransaction)
        {
            await LoadAsync(run, prepare, [.. plan.Levels.SelectMany(static l => l)], cancellationToken);
            return;
        }

        foreach (ImmutableArray<ImmutableArray<ObjectName>> level in plan.Levels)
        {
            ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(level, options, async (group, stop) => await LoadAsync(run, prepare, [group], stop));
        }
    }

    /// <summary>
    /// Loads everything in one transaction, and takes it back: what the database refuses shows before anything is there.
    /// Where triggers act, the rows are removed again, too: those that are not found as they were made show then.
    /// </summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">The database refused a row, or was lost.</exception>
    public async Task RehearseAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        PostgresEffects effects = new(new Catalog(connection), plan);
        await effects.BeginAsync(cancellationToken);
        foreach (ImmutableArray<ObjectName> group in plan.Levels.SelectMany(static l => l))
        {
            await LoadAsync(connection, group, cancellationToken);
        }

        // Conditions that are looked at only at the end are looked at now.
        await RunAsync(connection, plan.Tables[0].Name, "set constraints all immediate", cancellationToken);
        if (PostgresEffects.ArePossible(plan))
        {
            await effects.RehearsedAsync(cancellationToken);
        }

        await transaction.RollbackAsync(cancellationToken);
    }

    private async Task LoadAsync(int run, Func<NpgsqlConnection, CancellationToken, Task> prepare, ImmutableArray<ImmutableArray<ObjectName>> groups, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await prepare(connection, cancellationToken);
        PostgresEffects? effects = PostgresEffects.ArePossible(plan) ? new(new Catalog(connection), plan) : null;
        await (effects?.BeginAsync(cancellationToken) ?? Task.CompletedTask);
        foreach (ImmutableArray<ObjectName> group in groups)
        {
            await LoadAsync(connection, group, cancellationToken);
        }

        if (effects is not null)
        {
            await RunAsync(connection, groups[0][0], "set constraints all immediate", cancellationToken);
            await effects.KeepAsync(run, [.. groups.SelectMany(static g => g)], cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task LoadAsync(NpgsqlConnection connection, ImmutableArray<ObjectName> group, CancellationToken cancellationToken)
    {
        if (group is [var only] && plan[only].Trial is null)
        {
            await CopyAsync(connection, plan[only], PostgresText.Name(only), cancellationToken);
            return;
        }

        foreach (ObjectName name in group)
        {
            if (plan[name].Trial is not null)
            {
                await TryAsync(connection, plan[name], cancellationToken);
                continue;
            }

            await RunAsync(connection, name, $"create temporary table {Aside(name)} on commit drop as select {PostgresRows.Columns(plan[name])} from {PostgresText.Name(name)} with no data", cancellationToken);
            await CopyAsync(connection, plan[name], Aside(name), cancellationToken);
        }

        string[] all = [.. group.Select(name => $"insert into {PostgresText.Name(name)} ({PostgresRows.Columns(plan[name])}) overriding system value select {PostgresRows.Columns(plan[name])} from {Aside(name)}")];
        string with = string.Join(", ", all[..^1].Select(static (insert, i) => $"i{i} as ({insert})"));
        await RunAsync(connection, group[^1], with.Length == 0 ? all[^1] : $"with {with} {all[^1]}", cancellationToken);
    }

    private string Aside(ObjectName name) => string.Create(CultureInfo.InvariantCulture, $"pg_temp.seatrial_row_{plan.Tables.IndexOf(plan[name])}");

    private async Task CopyAsync(NpgsqlConnection connection, TablePlan table, string into, CancellationToken cancellationToken)
    {
        try
        {
            await new PostgresRows(new Catalog(connection), table, progress).CopyAsync(into, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            throw Refused(table.Name, exception);
        }
    }

    private async Task TryAsync(NpgsqlConnection connection, TablePlan table, CancellationToken cancellationToken)
    {
        string? failed;
        try
        {
            failed = await new PostgresRows(new Catalog(connection), table, progress).TryAsync(Aside(table.Name), cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            throw Refused(table.Name, exception);
        }

        if (failed is not null)
        {
            throw new SeatrialException("seed-row-refused", $"No candidate for some rows of {table.Name} passes {failed} in {server.Shown}, and what that asks for is not understood. Nothing was kept. A rule for the column says what may stand in it.");
        }
    }

    private async Task RunAsync(NpgsqlConnection connection, ObjectName table, string statement, CancellationToken cancellationToken)
    {
        try
        {
            await new Catalog(connection).ExecuteAsync(statement, cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw Refused(table, exception);
        }
    }

    private SeatrialException Refused(ObjectName table, Exception exception)
    {
        if (exception is not PostgresException said || said.SqlState is "42501" or "57014" or "55P03")
        {
            return server.Failed($"fill {table}", exception);
        }

        string where = said.Where is { Length: > 0 } place ? $" ({place.Split('\n')[0]})" : string.Empty;
        string what = string.Join('.', new[] { said.SchemaName, said.TableName, said.ColumnName }.Where(static n => !string.IsNullOrEmpty(n)));
        return new("seed-row-refused", $"{server.Shown} refused a row for {(what.Length > 0 ? what : table.ToString())}: {said.MessageText}{(said.Detail is { } detail ? ". " + detail : string.Empty)}{where}. Nothing was kept. A rule for the column says what may stand in it.", innerException: exception);
    }
}
