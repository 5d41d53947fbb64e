using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using Seatrial.Core;
using Seatrial.Seeding.Loading;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

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
    private const int BatchBytes = 1 << 16;
    private const int AtOnce = 2;

    /// <summary>Loads everything, each group of tables in a transaction of its own.</summary>
    /// <param name="prepare">Does something with each connection when its transaction has begun.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">The database refused a row, or was lost.</exception>
    public async Task LoadAsync(Func<NpgsqlConnection, CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        foreach (ImmutableArray<ImmutableArray<ObjectName>> level in plan.Levels)
        {
            ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(level, options, async (group, stop) =>
            {
                await using NpgsqlConnection connection = await server.OpenAsync(stop);
                await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(stop);
                await prepare(connection, stop);
                await LoadAsync(connection, group, stop);
                await transaction.CommitAsync(stop);
            });
        }
    }

    /// <summary>Loads everything in one transaction, and takes it back: what the database refuses shows before anything is there.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">The database refused a row, or was lost.</exception>
    public async Task RehearseAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (ImmutableArray<ObjectName> group in plan.Levels.SelectMany(static l => l))
        {
            await LoadAsync(connection, group, cancellationToken);
        }

        try
        {
            // Conditions that are looked at only at the end are looked at now.
            await new Catalog(connection).ExecuteAsync("set constraints all immediate", cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw Refused(plan.Tables[0].Name, exception);
        }

        await transaction.RollbackAsync(cancellationToken);
    }

    private async Task LoadAsync(NpgsqlConnection connection, ImmutableArray<ObjectName> group, CancellationToken cancellationToken)
    {
        if (group.Length == 1)
        {
            await CopyAsync(connection, plan[group[0]], PostgresText.Name(group[0]), cancellationToken);
            return;
        }

        foreach (ObjectName name in group)
        {
            string columns = Columns(plan[name]);
            await RunAsync(connection, name, $"create temporary table {Aside(name)} on commit drop as select {columns} from {PostgresText.Name(name)} with no data", cancellationToken);
            await CopyAsync(connection, plan[name], Aside(name), cancellationToken);
        }

        IEnumerable<string> inserts = group.Select(name => $"insert into {PostgresText.Name(name)} ({Columns(plan[name])}) overriding system value select {Columns(plan[name])} from {Aside(name)}");
        string[] all = [.. inserts];
        string statement = $"with {string.Join(", ", all[..^1].Select(static (insert, i) => $"i{i} as ({insert})"))} {all[^1]}";
        await RunAsync(connection, group[^1], statement, cancellationToken);
    }

    private string Aside(ObjectName name) => string.Create(CultureInfo.InvariantCulture, $"pg_temp.seatrial_{plan.Tables.IndexOf(plan[name])}");

    private static string Columns(TablePlan table) => string.Join(", ", table.Written.Select(i => PostgresText.Name(table.Table.Columns[i].Name)));

    private async Task CopyAsync(NpgsqlConnection connection, TablePlan table, string into, CancellationToken cancellationToken)
    {
        if (table.Written.IsEmpty)
        {
            await RunAsync(connection, table.Name, $"insert into {into} select from generate_series(1, {table.Rows})", cancellationToken);
            return;
        }

        try
        {
            await using TextWriter writer = await connection.BeginTextImportAsync($"copy {into} ({Columns(table)}) from stdin", cancellationToken);
            Stream stream = ((StreamWriter)writer).BaseStream;
            CopyText text = new();
            CellValue[] cells = new CellValue[table.Written.Length];
            long reported = 0;
            for (long row = 0; row < table.Rows; row++)
            {
                table.Fill(row, 0, cells);
                text.Add(cells);
                if (text.Length >= BatchBytes)
                {
                    await stream.WriteAsync(text.Written, cancellationToken);
                    text.Clear();
                    progress?.Report(new(table.Name, row + 1 - reported));
                    reported = row + 1;
                }
            }

            await stream.WriteAsync(text.Written, cancellationToken);
            progress?.Report(new(table.Name, table.Rows - reported));
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            throw Refused(table.Name, exception);
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
