using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Seatrial.Core;
using Seatrial.Seeding.Masking;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Postgres;

/// <summary>Takes masked rows by <c>COPY</c>, all in one transaction: whatever happens to it, no row is there before all are.</summary>
/// <param name="server">The database.</param>
internal sealed partial class PostgresMaskTarget(PostgresServer server) : IMaskTarget
{
    private const int BatchBytes = 1 << 16;

    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    private NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("Nothing has begun.");

    private NpgsqlTransaction Transaction => _transaction ?? throw new InvalidOperationException("Nothing has begun.");

    private Catalog Catalog => new(Connection);

    public async Task<DatabaseSchema> BeginAsync(CancellationToken cancellationToken)
    {
        _connection = await server.OpenAsync(cancellationToken);
        _transaction = await _connection.BeginTransactionAsync(cancellationToken);
        DatabaseSchema schema = await PostgresStructure.ReadAsync(_connection, server, cancellationToken);

        // Triggers find their tables as they do for everybody else.
        await Catalog.ExecuteAsync("set local search_path to default", cancellationToken);
        return schema;
    }

    public async Task SeizeAsync(IEnumerable<Table> tables, CancellationToken cancellationToken)
    {
        foreach (Table table in tables)
        {
            try
            {
                string name = PostgresText.Name(table.Name);
                await Catalog.ExecuteAsync($"lock table {name} in share row exclusive mode", cancellationToken);
                if ((await Catalog.ReadAsync($"select exists (select from {name})", static r => r.GetBoolean(0), cancellationToken))[0])
                {
                    throw new SeatrialException("seed-mask-occupied", $"{table.Name} in {server.Shown} has rows already, and masked rows only go into empty tables: their keys may meet. Clean what is there (`seatrial seed clean --to … --run …` for a run of Seatrial's), take an empty database, or leave the table out: `{table.Name.Name}: skip`.");
                }
            }
            catch (NpgsqlException exception)
            {
                throw server.Failed($"lock {table.Name}", exception);
            }
        }
    }

    public async Task LoadAsync(ImmutableArray<MaskTable> tables, Func<MaskTable, IAsyncEnumerable<string?[]>> rows, CancellationToken cancellationToken)
    {
        if (tables is [var only])
        {
            await CopyAsync(only, PostgresText.Name(only.Name), rows(only), cancellationToken);
            return;
        }

        string[] inserts = new string[tables.Length];
        for (int i = 0; i < tables.Length; i++)
        {
            MaskTable table = tables[i];
            string aside = string.Create(CultureInfo.InvariantCulture, $"pg_temp.seatrial_masked_{i}");
            await RunAsync(table, $"create temporary table seatrial_masked_{i} on commit drop as select {Columns(table)} from {PostgresText.Name(table.Name)} with no data", cancellationToken);
            await CopyAsync(table, aside, rows(table), cancellationToken);
            inserts[i] = $"insert into {PostgresText.Name(table.Name)} ({Columns(table)}) overriding system value select {Columns(table)} from {aside}";
        }

        // The database looks at foreign keys at the end of a statement: one for all of them.
        await RunAsync(tables[^1], $"with {string.Join(", ", inserts[..^1].Select(static (insert, i) => $"i{i} as ({insert})"))} {inserts[^1]}", cancellationToken);
        await RunAsync(tables[^1], $"drop table {string.Join(", ", tables.Select(static (_, i) => $"pg_temp.seatrial_masked_{i}"))}", cancellationToken);
    }

    public async Task RehearseAsync(Func<Task> load, CancellationToken cancellationToken)
    {
        await Transaction.SaveAsync("rehearsal", cancellationToken);
        await load();
        await ImmediateAsync(cancellationToken);
        await Transaction.RollbackAsync("rehearsal", cancellationToken);
    }

    public async Task CommitAsync(string run, ImmutableArray<MaskTable> tables, CancellationToken cancellationToken)
    {
        await ImmediateAsync(cancellationToken);
        try
        {
            foreach (MaskTable table in tables)
            {
                foreach (MaskColumn column in table.Columns.Where(static c => c.Column.Sequence is not null))
                {
                    string sequence = PostgresText.Name(column.Column.Sequence!.Value);
                    await using NpgsqlCommand move = new($"select pg_catalog.setval($1::regclass, m) from (select max({PostgresText.Name(column.Name)})::bigint as m from {PostgresText.Name(table.Name)}) x, {sequence} s where m >= s.last_value", Connection)
                    {
                        Parameters = { new() { Value = sequence } },
                    };
                    await move.ExecuteNonQueryAsync(cancellationToken);
                }
            }

            await PostgresMaskLedger.WriteAsync(Connection, server, run, [.. tables.Select(static t => t.Target)], cancellationToken);
            await Transaction.CommitAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw server.Failed("write down whose the rows are", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            // What was not committed is gone with it.
            await _connection.DisposeAsync();
        }

        await server.DisposeAsync();
    }

    private static string Columns(MaskTable table) => string.Join(", ", table.Columns.Select(static c => PostgresText.Name(c.Name)));

    private async Task CopyAsync(MaskTable table, string into, IAsyncEnumerable<string?[]> rows, CancellationToken cancellationToken)
    {
        try
        {
            await using TextWriter writer = await Connection.BeginTextImportAsync($"copy {into} ({Columns(table)}) from stdin", cancellationToken);
            Stream stream = ((StreamWriter)writer).BaseStream;
            CopyText text = new();
            CellValue[] cells = new CellValue[table.Columns.Length];
            ImmutableArray<int> all = [.. Enumerable.Range(0, cells.Length)];
            await foreach (string?[] row in rows.WithCancellation(cancellationToken))
            {
                for (int i = 0; i < cells.Length; i++)
                {
                    cells[i] = row[i] is { } value ? CellValue.Of(value) : CellValue.Null;
                }

                text.Add(cells, all);
                if (text.Length >= BatchBytes)
                {
                    await stream.WriteAsync(text.Written, cancellationToken);
                    text.Clear();
                }
            }

            await stream.WriteAsync(text.Written, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            throw Refused(table, exception);
        }
    }

    private async Task RunAsync(MaskTable table, string statement, CancellationToken cancellationToken)
    {
        try
        {
            await Catalog.ExecuteAsync(statement, cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw Refused(table, exception);
        }
    }

    /// <summary>Conditions that are looked at only at the end are looked at now.</summary>
    private async Task ImmediateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Catalog.ExecuteAsync("set constraints all immediate", cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw Refused(null, exception);
        }
    }

    /// <summary>Says which table, column and condition; the server's details hold values, and are left out.</summary>
    private SeatrialException Refused(MaskTable? table, Exception exception)
    {
        if (exception is not PostgresException said || said.SqlState is "42501" or "57014" or "55P03")
        {
            return server.Failed($"fill {table?.Name.ToString() ?? "the tables"}", exception);
        }

        string name = said.TableName is { Length: > 0 } of ? $"{said.SchemaName}.{of}" : table?.Name.ToString() ?? "a table";
        string? place = said.ColumnName ?? (ColumnPlace().Match(said.Where ?? string.Empty) is { Success: true } match ? match.Groups["column"].Value : null);
        CheckConstraint? check = table?.Target.Checks.FirstOrDefault(c => c.Name == said.ConstraintName);
        IEnumerable<string> rules = (table?.Columns ?? []).Where(c => c.Name == place || (check is not null && Regex.IsMatch(check.Expression, $@"(?<![\w$]){Regex.Escape(c.Name)}(?![\w$])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))).Select(static c => $"{c.Name} ({RuleText.Of(c.Rule)})");
        string columns = string.Join(", ", rules);
        string condition = check is null ? string.Empty : $" [{check.Expression}]";
        string message = Quoted().Replace(said.MessageText, ": …");
        return new("seed-mask-refused", $"{server.Shown} refused a masked row of {name}{(place is null ? string.Empty : "." + place)}: {message}{condition}.{(columns.Length > 0 ? $" By the rules of {columns}." : string.Empty)} Nothing was kept. Give what does not fit another rule.", innerException: null);
    }

    [GeneratedRegex("column (?<column>[^:,]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ColumnPlace();

    [GeneratedRegex(@":\s*"".*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Quoted();
}
