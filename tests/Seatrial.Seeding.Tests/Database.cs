using System.Text;
using Npgsql;
using Seatrial.Project.Connections;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests;

/// <summary>A database of its own on the real server, and an ordinary role that owns it.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string _admin;
    private readonly string _name;
    private readonly bool _ownsRole;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Database(string admin, string name, string address, bool ownsRole = true)
    {
        _admin = admin;
        _name = name;
        _ownsRole = ownsRole;
        Address = address;
    }

    /// <summary>Its address, with the credentials of the ordinary role.</summary>
    public string Address { get; }

    public ServerAddress Parsed => SeedAddress.Parse("--to", Address);

    public static async Task<Database> CreateAsync(RealServers servers, string? ddl = null)
    {
        string admin = (await servers.GetAsync(ServerKind.Postgres)).Address;
        string name = $"d{Guid.NewGuid():n}";
        await ExecuteAsync(admin, $"create role {name} login password 'pw' nosuperuser");
        await ExecuteAsync(admin, $"create database {name} owner {name}");
        Uri uri = new(admin);
        Database database = new(admin, name, $"postgres://{name}:pw@{uri.Host}:{uri.Port}/{name}");
        if (ddl is not null)
        {
            await database.ExecuteAsync(ddl);
        }

        return database;
    }

    /// <summary>Another of the same content and role; nobody may be connected to this one.</summary>
    public async Task<Database> CopyAsync()
    {
        string copy = $"d{Guid.NewGuid():n}";
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(_admin, $"create database {copy} template {_name} owner {new Uri(Address).UserInfo.Split(':')[0]}");
        return new(_admin, copy, Address[..(Address.LastIndexOf('/') + 1)] + copy, ownsRole: false);
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(Address, sql);

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using NpgsqlConnection connection = await OpenAsync(Address);
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 120 };
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    public async Task<List<string>> RowsAsync(string sql)
    {
        await using NpgsqlConnection connection = await OpenAsync(Address);
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 120 };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Token);
        List<string> rows = [];
        while (await reader.ReadAsync(Token))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "∅" : reader.GetValue(i).ToString())));
        }

        return rows;
    }

    /// <summary>A text that is the same when all rows of all tables are.</summary>
    public async Task<string> ContentAsync()
    {
        StringBuilder content = new();
        foreach (string table in await RowsAsync("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1"))
        {
            content.Append(table).Append(' ').Append(await ScalarAsync<string>($"select count(*) || ' ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') from {table} t")).Append('\n');
        }

        return content.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(_admin, $"drop database {_name} with (force)");
        if (_ownsRole)
        {
            await ExecuteAsync(_admin, $"drop role {_name}");
        }
    }

    private static async Task ExecuteAsync(string address, string sql)
    {
        await using NpgsqlConnection connection = await OpenAsync(address);
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string address)
    {
        Uri uri = new(address);
        string[] user = uri.UserInfo.Split(':');
        NpgsqlConnection connection = new($"Host={uri.Host};Port={uri.Port};Username={user[0]};Password={Uri.UnescapeDataString(user[1])};Database={uri.AbsolutePath[1..]};Pooling=false");
        await connection.OpenAsync(CancellationToken.None);
        return connection;
    }
}
