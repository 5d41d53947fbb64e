using System.Collections.Immutable;
using Seatrial.Seeding.Loading;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Postgres;

/// <summary>Sends rows of a table to the database: all of them, or candidates for some.</summary>
/// <param name="catalog">The connection, in a transaction.</param>
/// <param name="table">The table.</param>
/// <param name="progress">Takes how far it is.</param>
internal sealed class PostgresRows(Catalog catalog, TablePlan table, IProgress<LoadProgress>? progress)
{
    private const int BatchBytes = 1 << 16;
    private const int Rounds = 25;
    private const int AtATime = 20_000;

    /// <summary>The column that tells candidates which row they are for.</summary>
    private const string Number = "\"seatrial row\"";

    /// <summary>The written columns as they stand in a statement.</summary>
    public static string Columns(TablePlan table) => string.Join(", ", table.Written.Select(i => PostgresText.Name(table.Table.Columns[i].Name)));

    /// <summary>Copies all rows.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CopyAsync(string into, CancellationToken cancellationToken)
    {
        if (table.Written.IsEmpty)
        {
            await catalog.ExecuteAsync($"insert into {into} select from generate_series(1, {table.Rows})", cancellationToken);
            return;
        }

        await CopyAsync($"copy {into} ({Columns(table)}) from stdin", Numbers(0, table.Rows), round: 0, table.Written, progress, cancellationToken);
    }

    /// <summary>Copies candidates aside until each row has one that the database finds good, or none is found.</summary>
    /// <param name="aside">The table that takes them; it is made here, and goes with the transaction.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The check that no candidate for a row passed; null when all rows are there.</returns>
    public async Task<string?> TryAsync(string aside, CancellationToken cancellationToken)
    {
        Trial trial = table.Trial!;
        await catalog.ExecuteAsync($"create temporary table {aside} (like {PostgresText.Name(table.Name)} including generated, {Number} bigint primary key) on commit drop", cancellationToken);
        foreach (Trial.Based based in trial.Domains)
        {
            await catalog.ExecuteAsync($"alter table {aside} alter column {PostgresText.Name(based.Column)} type {based.Type}", cancellationToken);
        }

        string failing = string.Join(" or ", trial.Conditions.Select(static c => $"({c}) is false"));
        ImmutableArray<int> columns = table.Written.Add(table.Table.Columns.Length);
        for (long from = 0; from < table.Rows; from += AtATime)
        {
            long to = Math.Min(from + AtATime, table.Rows);
            IEnumerable<long> open = Numbers(from, to);
            for (int round = 0; round <= Rounds; round++)
            {
                if (round == Rounds)
                {
                    return string.Join(", ", trial.Names);
                }

                await CopyAsync($"copy {aside} ({Columns(table)}, {Number}) from stdin", open, round, columns, report: null, cancellationToken);
                List<long> failed = await catalog.ReadAsync($"delete from {aside} where {Number} >= {from} and ({failing}) returning {Number}", static r => r.GetInt64(0), cancellationToken);
                if (failed.Count == 0)
                {
                    break;
                }

                open = failed.Order();
            }

            progress?.Report(new(table.Name, to - from));
        }

        return null;
    }

    private async Task CopyAsync(string statement, IEnumerable<long> rows, int round, ImmutableArray<int> columns, IProgress<LoadProgress>? report, CancellationToken cancellationToken)
    {
        await using TextWriter writer = await catalog.CopyAsync(statement, cancellationToken);
        Stream stream = ((StreamWriter)writer).BaseStream;
        CopyText text = new();
        int width = table.Table.Columns.Length;
        CellValue[] cells = new CellValue[width + 1];
        long since = 0;
        foreach (long row in rows)
        {
            table.Fill(row, cells.AsSpan(0, width), round);
            cells[width] = CellValue.Of(row);
            text.Add(cells, columns);
            since++;
            if (text.Length >= BatchBytes)
            {
                await stream.WriteAsync(text.Written, cancellationToken);
                text.Clear();
                report?.Report(new(table.Name, since));
                since = 0;
            }
        }

        await stream.WriteAsync(text.Written, cancellationToken);
        report?.Report(new(table.Name, since));
    }

    private static IEnumerable<long> Numbers(long from, long to)
    {
        for (long row = from; row < to; row++)
        {
            yield return row;
        }
    }
}
