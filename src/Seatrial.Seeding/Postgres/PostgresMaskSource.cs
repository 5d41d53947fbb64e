using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Seatrial.Core;
using Seatrial.Seeding.Masking;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>Reads rows of production in one read-only snapshot, by their places: in a snapshot a row stays where it is.</summary>
/// <param name="server">Production.</param>
/// <param name="statementTimeout">How long a statement may take.</param>
internal sealed class PostgresMaskSource(PostgresServer server, TimeSpan statementTimeout) : IMaskSource
{
    private const int PlacesAtOnce = 5000;

    private NpgsqlConnection? _connection;
    private DatabaseSchema? _schema;

    private NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("Nothing has begun.");

    public async Task<DatabaseSchema> BeginAsync(CancellationToken cancellationToken)
    {
        _connection = await server.OpenAsync(cancellationToken);
        _ = await _connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await new Catalog(_connection).ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"set transaction read only; set local statement_timeout = {(long)statementTimeout.TotalMilliseconds}; set local lock_timeout = 10000"), cancellationToken);
        return _schema = await PostgresStructure.ReadAsync(_connection, server, cancellationToken);
    }

    public Task<TableFacts> FactsAsync(Table table, IReadOnlyList<string> columns, CancellationToken cancellationToken) => TryAsync(table, async () =>
    {
        IEnumerable<string> asked = columns.Select(c => IsNumber(table, c)
            ? $", null::bigint, max(abs({PostgresText.Name(c)}))::text"
            : $", max(octet_length({PostgresText.Name(c)}::text))::bigint, null::text");
        await using NpgsqlCommand command = new($"select count(*){string.Concat(asked)} from {From(table)}", Connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new TableFacts(reader.GetInt64(0), columns.Index().ToFrozenDictionary(static c => c.Item, c => Facts(reader, (2 * c.Index) + 1), StringComparer.Ordinal));
    });

    public Task<IReadOnlyDictionary<string, List<string>>> SampleAsync(Table table, int rows, CancellationToken cancellationToken) => TryAsync<IReadOnlyDictionary<string, List<string>>>(table, async () =>
    {
        Column[] columns = [.. table.Columns.Where(static c => c.IsWritable)];
        Dictionary<string, List<string>> values = columns.ToDictionary(static c => c.Name, static _ => new List<string>(), StringComparer.Ordinal);
        string list = string.Join(", ", columns.Select(static c => $"left({PostgresText.Name(c.Name)}::text, 4000)"));
        await using NpgsqlCommand command = new(string.Create(CultureInfo.InvariantCulture, $"select {list} from {From(table)} limit {rows}"), Connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (columns.Length > 0 && await reader.ReadAsync(cancellationToken))
        {
            for (int i = 0; i < columns.Length; i++)
            {
                if (Catalog.TextOrNull(reader, i) is { } value)
                {
                    values[columns[i].Name].Add(value);
                }
            }
        }

        return values;
    });

    public async IAsyncEnumerable<string?[]> RowsAsync(Table table, IReadOnlyList<string> columns, IReadOnlyCollection<RowPlace>? places, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string select = $"select {string.Join(", ", columns.Select(static c => $"t.{PostgresText.Name(c)}::text"))} from {From(table)} t";
        string?[] row = new string?[columns.Count];
        IEnumerable<(uint Part, string[]? Rows)> batches = places is null ? [(0u, null)] : Batches(places).Select(static b => (b.Part, (string[]?)b.Rows));
        foreach ((uint part, string[]? rows) in batches)
        {
            await using NpgsqlCommand command = new(rows is null ? select : $"{select} where {IsAt("t", 1)} order by t.ctid", Connection);
            if (rows is not null)
            {
                AddPlaces(command, part, rows);
            }

            await using NpgsqlDataReader reader = await TryAsync(table, () => command.ExecuteReaderAsync(cancellationToken));
            while (await TryAsync(table, () => reader.ReadAsync(cancellationToken)))
            {
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = Catalog.TextOrNull(reader, i);
                }

                yield return row;
            }
        }
    }

    public Task<List<RowPlace>> RootsAsync(Table table, ImmutableArray<(string Column, ImmutableArray<string> Values)> where, int? limit, CancellationToken cancellationToken) => TryAsync(table, async () =>
    {
        await using NpgsqlCommand command = Connection.CreateCommand();
        List<string> conditions = [];
        foreach ((string name, ImmutableArray<string> values) in where)
        {
            Column column = table.Columns.FirstOrDefault(c => c.Name == name)
                ?? throw new SeatrialException("seed-subset-column", $"The subset begins with rows of {table.Name} by a column `{name}`, and there is none. Its columns: {string.Join(", ", table.Columns.Select(static c => c.Name))}.");
            List<string> any = [];
            foreach (string value in values)
            {
                command.Parameters.Add(new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text });
                any.Add(string.Create(CultureInfo.InvariantCulture, $"cast(${command.Parameters.Count} as {column.Type.Text})"));
            }

            conditions.Add($"t.{PostgresText.Name(name)} in ({string.Join(", ", any)})");
        }

        string condition = conditions.Count == 0 ? string.Empty : $" where {string.Join(" and ", conditions)}";
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"select t.tableoid, t.ctid from {From(table)} t{condition} order by {Order(table, "t")}{(limit is { } most ? $" limit {most}" : string.Empty)}");
        return await PlacesAsync(command, cancellationToken);
    });

    public Task<List<RowPlace>> ParentsAsync(MaskLink link, IReadOnlyCollection<RowPlace> rows, CancellationToken cancellationToken) =>
        LinkedAsync(link, rows, "c", $"select distinct p.tableoid, p.ctid {Joined(link)} where {IsAt("c", 1)}", cancellationToken);

    public Task<List<RowPlace>> ChildrenAsync(MaskLink link, IReadOnlyCollection<RowPlace> rows, int most, CancellationToken cancellationToken) =>
        LinkedAsync(
            link,
            rows,
            "p",
            string.Create(CultureInfo.InvariantCulture, $"select tableoid, ctid from (select c.tableoid, c.ctid, row_number() over (partition by p.tableoid, p.ctid order by {Order(Find(link.Table), "c")}) as place {Joined(link)} where {IsAt("p", 1)}) x where place <= {most}"),
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        await server.DisposeAsync();
    }

    private async Task<List<RowPlace>> LinkedAsync(MaskLink link, IReadOnlyCollection<RowPlace> rows, string whose, string query, CancellationToken cancellationToken)
    {
        List<RowPlace> found = [];
        foreach ((uint part, string[] batch) in Batches(rows))
        {
            found.AddRange(await TryAsync(Find(whose == "c" ? link.Table : link.Target), async () =>
            {
                await using NpgsqlCommand command = new(query, Connection);
                AddPlaces(command, part, batch);
                return await PlacesAsync(command, cancellationToken);
            }));
        }

        return found;
    }

    private string Joined(MaskLink link)
    {
        Table child = Find(link.Table), parent = Find(link.Target);
        IEnumerable<string> match = link.Columns.Select((c, i) =>
        {
            string own = child.Column(c).Type.Text, theirs = parent.Column(link.TargetColumns[i]).Type.Text;
            string left = $"c.{PostgresText.Name(c)}";

            // Foreign keys compare as the database has them; virtual ones may join a text with a number.
            return $"{(link.IsVirtual && own != theirs ? $"{left}::text::{theirs}" : left)} = p.{PostgresText.Name(link.TargetColumns[i])}";
        });
        return $"from {From(child)} c join {From(parent)} p on {string.Join(" and ", match)}";
    }

    private Table Find(ObjectName name) => _schema!.Find(name)!;

    /// <summary>By the key as far as it goes, so that a limit always takes the same.</summary>
    private static string Order(Table table, string row) =>
        string.Join(", ", [.. (table.PrimaryKey?.PlainColumns ?? []).Select(c => $"{row}.{PostgresText.Name(c)}"), $"{row}.tableoid", $"{row}.ctid"]);

    /// <summary>Rows of a table that others inherit from are its own.</summary>
    private static string From(Table table) => $"{(table.Kind == TableKind.Partitioned ? string.Empty : "only ")}{PostgresText.Name(table.Name)}";

    private bool IsNumber(Table table, string column) =>
        Values.DataTypes.Plain(_schema!, table.Column(column).Type) is DataType.Scalar { Kind: Schema.ScalarKind.Integer or Schema.ScalarKind.Decimal };

    private static string IsAt(string row, int first) => string.Create(CultureInfo.InvariantCulture, $"{row}.tableoid = ${first} and {row}.ctid = any(${first + 1}::tid[])");

    private static IEnumerable<(uint Part, string[] Rows)> Batches(IEnumerable<RowPlace> places) => places
        .GroupBy(static p => p.Part)
        .SelectMany(static g => g.Chunk(PlacesAtOnce).Select(c => (g.Key, c.Select(static p => string.Create(CultureInfo.InvariantCulture, $"({p.Row >> 16},{p.Row & 0xffff})")).ToArray())));

    private static void AddPlaces(NpgsqlCommand command, uint part, string[] rows)
    {
        command.Parameters.Add(new() { Value = part, NpgsqlDbType = NpgsqlDbType.Oid });
        command.Parameters.Add(new() { Value = rows, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
    }

    private static async Task<List<RowPlace>> PlacesAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<RowPlace> places = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            places.Add(Place(reader));
        }

        return places;
    }

    private static RowPlace Place(NpgsqlDataReader row)
    {
        NpgsqlTid place = row.GetFieldValue<NpgsqlTid>(1);
        return new(row.GetFieldValue<uint>(0), ((ulong)place.BlockNumber << 16) | place.OffsetNumber);
    }

    private static ColumnFacts Facts(NpgsqlDataReader row, int first)
    {
        string? largest = Catalog.TextOrNull(row, first + 1);
        return new(
            row.IsDBNull(first) ? 0 : row.GetInt64(first),
            largest is null ? null : decimal.TryParse(largest, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : decimal.MaxValue);
    }

    private async Task<T> TryAsync<T>(Table table, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (PostgresException exception) when (exception.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            throw new SeatrialException("seed-subset-value", $"The rows of {table.Name} could not be found: a value in the rules is none of its column's type: {exception.MessageText}.", innerException: exception);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            throw server.Failed($"read {table.Name}", exception);
        }
    }
}
