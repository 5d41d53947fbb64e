using System.Data;
using Npgsql;
using Seatrial.Project.Connections;
using Seatrial.Seeding.Proof;

namespace Seatrial.Seeding.Postgres;

/// <summary>Reads a PostgreSQL database as it is stored, in one snapshot that all of its sessions share, read-only.</summary>
internal sealed class PostgresRowScan : IRowScan
{
    /// <summary>So that the same value has the same text, whatever the server, database or role is set to.</summary>
    private const string Settings = """
        set transaction read only;
        set local search_path = '';
        set local row_security = off;
        set local lock_timeout = '5s';
        set local timezone = 'UTC';
        set local datestyle = 'ISO, YMD';
        set local intervalstyle = 'postgres';
        set local bytea_output = 'hex';
        set local extra_float_digits = 1;
        set local lc_monetary = 'C';
        """;

    private readonly PostgresServer _server;
    private NpgsqlConnection? _leader;
    private string? _snapshot;

    public PostgresRowScan(ServerAddress address) => _server = new(address);

    public string Shown => _server.Shown;

    public async Task<ScanContents> ContentsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await new PostgresScanCatalog(new Catalog(await LeadAsync(cancellationToken))).ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            throw _server.Failed("read the structure", exception);
        }
    }

    public async Task ReadAsync(ScanTable table, OwnerPath? owner, Action<ScanRow> take, CancellationToken cancellationToken)
    {
        await LeadAsync(cancellationToken);
        await using NpgsqlConnection connection = await _server.OpenAsync(cancellationToken);
        try
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await new Catalog(connection).ExecuteAsync($"set transaction snapshot '{_snapshot}'; {Settings}", cancellationToken);
            using TextReader reader = await connection.BeginTextExportAsync($"copy ({Query(table, owner)}) to stdout", cancellationToken);
            CopyRows rows = new(reader);
            ScanRow row = new(table.Columns.Length);
            while (await rows.NextAsync(row, leading: 2, cancellationToken))
            {
                take(row);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            throw _server.Failed($"scan {table.Name}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_leader is not null)
        {
            await _leader.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    private async Task<NpgsqlConnection> LeadAsync(CancellationToken cancellationToken)
    {
        if (_leader is null)
        {
            _leader = await _server.OpenAsync(cancellationToken);

            // Ends with the connection: it holds the snapshot for all others.
            await _leader.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            Catalog catalog = new(_leader);
            await catalog.ExecuteAsync(Settings, cancellationToken);
            _snapshot = (await catalog.ReadAsync("select pg_catalog.pg_export_snapshot()", static r => r.GetString(0), cancellationToken))[0];
        }

        return _leader;
    }

    private static string Query(ScanTable table, OwnerPath? owner)
    {
        string columns = string.Join(", ", table.Columns.Select(static c => c.Unreadable is null ? $"t.{PostgresText.Name(c.Name)}::text" : "null"));
        (string key, string joins) = OwnerOf(owner);

        // Who may read some columns only may not read where a row lies either.
        string place = table.Columns.All(static c => c.Unreadable is null) ? "t.ctid::text" : "null";
        return $"select {place}, {key}, {columns} from {PostgresText.Name(table.Name)} t{joins}";
    }

    private static (string Key, string Joins) OwnerOf(OwnerPath? owner)
    {
        if (owner is null)
        {
            return ("null", string.Empty);
        }

        string row = "t", joins = string.Empty;
        for (int i = 0; i < owner.Steps.Length; i++)
        {
            ScanReference step = owner.Steps[i];
            string next = $"o{i}", at = row;
            joins += $" left join {PostgresText.Name(step.Target)} {next} on {string.Join(" and ", step.Columns.Select((c, n) => $"{at}.{PostgresText.Name(c)} = {next}.{PostgresText.Name(step.TargetColumns[n])}"))}";
            row = next;
        }

        return ($"concat_ws('|', {string.Join(", ", owner.Key.Select(k => $"{row}.{PostgresText.Name(k)}::text"))})", joins);
    }
}
