using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using Seatrial.Core;
using Seatrial.Seeding.Loading;
using Seatrial.Seeding.Ownership;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Postgres;

/// <summary>
/// Removes the rows of a run, and none else: the keys are made anew from what was kept of it. Those that point go before
/// those pointed at; tables that need each other are emptied by one statement. It is one transaction.
/// </summary>
/// <param name="server">The database.</param>
/// <param name="progress">Takes how far it is.</param>
internal sealed class PostgresClean(PostgresServer server, IProgress<LoadProgress>? progress)
{
    /// <summary>Removes them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="plan">What it was to load.</param>
    /// <param name="wait">Whether to wait for a run that is alive; otherwise it is left alone.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many rows were removed; null when the run is alive.</returns>
    /// <exception cref="SeatrialException">Rows that the run did not make hold on to its own, or the database was lost; nothing was removed.</exception>
    public async Task<long?> CleanAsync(SeededRun run, SeedPlan plan, bool wait, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        try
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (!await PostgresLedger.SeizeAsync(connection, run.Number, wait, cancellationToken))
            {
                return null;
            }

            Catalog catalog = new(connection);
            PostgresEffects? effects = PostgresEffects.ArePossible(plan) ? new(catalog, plan) : null;
            await (effects?.BeginAsync(cancellationToken) ?? Task.CompletedTask);
            await (effects is null ? Task.CompletedTask : PostgresEffects.RemoveKeptAsync(catalog, run.Number, plan, cancellationToken));
            long removed = 0;
            foreach (ImmutableArray<ObjectName> group in plan.Levels.Reverse().SelectMany(static l => l))
            {
                long count = (await RemoveAsync(catalog, plan, group, cancellationToken)).Sum(static r => r.Removed);
                progress?.Report(new(group[0], count));
                removed += count;
            }

            await (effects?.RemoveAddedAsync(cancellationToken) ?? Task.CompletedTask);
            await PostgresLedger.ForgetAsync(connection, run.Number, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return removed;
        }
        catch (PostgresException exception) when (exception.SqlState is "23503" or "23001")
        {
            throw new SeatrialException("seed-clean-held", $"Rows of run {run.Run} in {server.Shown} could not be removed: {exception.MessageText}. {exception.Detail}. Those are not rows of the run: remove them first, then clean again. Nothing was removed.", innerException: exception);
        }
        catch (NpgsqlException exception)
        {
            throw server.Failed($"clean run {run.Run}", exception);
        }
    }

    /// <summary>Removes the rows of tables that need each other, by one statement.</summary>
    /// <param name="catalog">The connection, in a transaction.</param>
    /// <param name="plan">What was loaded.</param>
    /// <param name="group">The tables.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many rows of each.</returns>
    public static async Task<IReadOnlyList<(ObjectName Table, long Removed)>> RemoveAsync(Catalog catalog, SeedPlan plan, ImmutableArray<ObjectName> group, CancellationToken cancellationToken)
    {
        List<string> deletes = [];
        foreach (ObjectName name in group)
        {
            TablePlan table = plan[name];
            string condition = Range(table) is { } range ? range : await AsideAsync(catalog, plan, table, cancellationToken);
            await HeldAsync(catalog, plan, table, group, condition, cancellationToken);
            deletes.Add($"delete from {Only(table)}{PostgresText.Name(name)} t where {condition}");
        }

        string statement = $"with {string.Join(", ", deletes.Select(static (delete, i) => $"d{i} as ({delete} returning 1)"))} {string.Join(" union all ", deletes.Select(static (_, i) => $"select {i}, (select count(*) from d{i})"))}";
        List<(int Place, long Removed)> removed = await catalog.ReadAsync(statement, static r => (r.GetInt32(0), r.GetInt64(1)), cancellationToken);
        return [.. removed.Select(r => (group[r.Place], r.Removed))];
    }

    /// <summary>Rows of tables that inherit are theirs, and have keys of their own.</summary>
    private static string Only(TablePlan table) => table.Table.Kind == TableKind.Partitioned ? string.Empty : "only ";

    /// <summary>Rows of others that would be changed or removed along with the run's.</summary>
    private static async Task HeldAsync(Catalog catalog, SeedPlan plan, TablePlan table, ImmutableArray<ObjectName> group, string condition, CancellationToken cancellationToken)
    {
        foreach (TablePlan other in plan.Tables)
        {
            foreach (ForeignKey key in other.Table.ForeignKeys.Where(k => k.Target == table.Name && k.OnDelete is not (ReferentialAction.NoAction or ReferentialAction.Restrict)))
            {
                if (group.Contains(other.Name))
                {
                    continue;
                }

                string match = string.Join(" and ", key.Columns.Select((c, i) => $"o.{PostgresText.Name(c)} = t.{PostgresText.Name(key.TargetColumns[i])}"));
                long held = (await catalog.ReadAsync(
                    $"select count(*) from {PostgresText.Name(other.Name)} o where exists (select from {PostgresText.Name(table.Name)} t where {match} and {condition})",
                    static r => r.GetInt64(0),
                    cancellationToken))[0];
                if (held > 0)
                {
                    throw new SeatrialException("seed-clean-held", string.Create(CultureInfo.InvariantCulture, $"{held} rows of {other.Name} point at rows of the run in {table.Name}, and were not made by it; to remove the run's would change them ({key.Name}). Remove them first, then clean again. Nothing was removed."));
                }
            }
        }
    }

    /// <summary>A condition for numbers one after another.</summary>
    private static string? Range(TablePlan table) => table.Key is [var only] && table[only] is ColumnSource.Counter counter
        ? string.Create(CultureInfo.InvariantCulture, $"t.{PostgresText.Name(table.Table.Columns[only].Name)} between {counter.At(0).Number} and {counter.At(table.Rows - 1).Number}")
        : null;

    /// <summary>Puts the keys, or whole rows where there are none, into a table aside, and says how they are found.</summary>
    private static async Task<string> AsideAsync(Catalog catalog, SeedPlan plan, TablePlan table, CancellationToken cancellationToken)
    {
        ImmutableArray<int> columns = table.Key.IsEmpty ? table.Written : table.Key;
        if (columns.IsEmpty)
        {
            // Rows that have nothing to be told by.
            return $"(t.tableoid, t.ctid) in (select tableoid, ctid from {Only(table)}{PostgresText.Name(table.Name)} limit {table.Rows})";
        }

        string aside = string.Create(CultureInfo.InvariantCulture, $"seatrial_key_{plan.Tables.IndexOf(table)}");
        string[] names = [.. columns.Select(i => PostgresText.Name(table.Table.Columns[i].Name))];
        await catalog.ExecuteAsync($"create temporary table {aside} on commit drop as select {string.Join(", ", names)} from {PostgresText.Name(table.Name)} with no data", cancellationToken);
        await using (TextWriter writer = await catalog.CopyAsync($"copy pg_temp.{aside} ({string.Join(", ", names)}) from stdin", cancellationToken))
        {
            Stream stream = ((StreamWriter)writer).BaseStream;
            CopyText text = new();
            CellValue[] cells = new CellValue[table.Table.Columns.Length];
            for (long row = 0; row < table.Rows; row++)
            {
                if (table.Key.IsEmpty)
                {
                    table.Fill(row, cells);
                }

                foreach (int column in table.Key)
                {
                    cells[column] = table.Cell(column, row);
                }

                text.Add(cells, columns);
                if (text.Length >= 1 << 16)
                {
                    await stream.WriteAsync(text.Written, cancellationToken);
                    text.Clear();
                }
            }

            await stream.WriteAsync(text.Written, cancellationToken);
        }

        await catalog.ExecuteAsync($"analyze pg_temp.{aside}", cancellationToken);
        if (!table.Key.IsEmpty)
        {
            return $"({string.Join(", ", names.Select(static n => $"t.{n}"))}) in (select {string.Join(", ", names)} from pg_temp.{aside})";
        }

        // Of rows that are the same, as many as the run has, whichever they are.
        string same = string.Join(" and ", names.Select(static n => $"x.{n}::text is not distinct from k.{n}::text"));
        string list = string.Join(", ", names.Select(static n => $"{n}::text"));
        return $"""
            (t.tableoid, t.ctid) in (select x.tableoid, x.ctid
              from (select *, tableoid, ctid, row_number() over (partition by {list}) as seatrial_place from {Only(table)}{PostgresText.Name(table.Name)}) x
              join (select *, row_number() over (partition by {list}) as seatrial_place from pg_temp.{aside}) k on {same} and x.seatrial_place = k.seatrial_place)
            """;
    }
}
