using System.Globalization;
using Npgsql;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.EndToEnd.Tests.Seeding;

/// <summary>Two runs fill one database at once, and one dies in the midst of its rows: only its own go.</summary>
public sealed class KilledSeedTests(RealServers servers) : IAsyncLifetime
{
    /// <summary>Rows of the two tables that one run loads.</summary>
    private const int RowsOfRun = 4000;

    private readonly string _name = $"k{Guid.NewGuid():n}";
    private readonly TempFolder _folder = new();
    private string _admin = string.Empty;
    private string _url = string.Empty;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _admin = (await servers.GetAsync(ServerKind.Postgres)).Address;
        Uri uri = new(_admin);
        _url = $"postgres://{_name}:pw@{uri.Host}:{uri.Port}/{_name}";
        await ExecuteAsync(_admin, $"create role {_name} login password 'pw'");
        await ExecuteAsync(_admin, $"create database {_name} owner {_name}");
        await ExecuteAsync(_url, """
            create table customer (id int generated always as identity primary key, email text not null unique);
            create table purchase (id int generated always as identity primary key, customer_id int not null references customer, total numeric(8,2) not null);
            insert into customer (email) select 'own' || i || '@example.com' from generate_series(1, 200) i;
            insert into purchase (customer_id, total) select 1 + i % 200, i from generate_series(1, 200) i;
            """);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(_admin, $"drop database {_name} with (force)");
        await ExecuteAsync(_admin, $"drop role {_name}");
        _folder.Dispose();
    }

    [Fact]
    public async Task User_can_kill_a_seeding_run_at_any_row_and_only_its_rows_go()
    {
        ProcessResult profiled = await RunAsync("profile", "--from", _url, "--out", _folder.At("p.json"));
        Assert.True(profiled.ExitCode == 0, profiled.ToString());
        string before = await ContentAsync();
        for (int round = 0; round < LongTests.Choose(5, 50); round++)
        {
            await KillOneAsync(round);
            Assert.Equal(before, await ContentAsync());
        }
    }

    private async Task KillOneAsync(int round)
    {
        (string dying, string living) = ($"dying{round}", $"living{round}");
        await using NpgsqlConnection gate = await OpenAsync(_url);
        await ExecuteAsync(gate, "select pg_advisory_lock(42)");

        // The first session that comes to the row waits there; it is never the second run's, which begins later.
        string table = round % 2 == 0 ? "purchase" : "customer";
        int row = 1 + (round * 977 % 1900);
        await ExecuteAsync(gate, string.Create(CultureInfo.InvariantCulture, $"""
            create sequence seen;
            create function wait_there() returns trigger language plpgsql as $$ begin
              if nextval('seen') = 21 + {row} then perform pg_advisory_xact_lock(42); end if;
              return new;
            end $$;
            create trigger wait_there before insert on {table} for each row execute function wait_there();
            """));
        await using ChildProcess run = Start("apply", "--profile", _folder.At("p.json"), "--to", _url, "--rows", RowsOfRun.ToString(CultureInfo.InvariantCulture), "--run", dying);
        await Eventually.ReachesAsync(
            async () => run.HasExited || await ScalarAsync("select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = 42") > 0,
            static isThere => isThere,
            "the first run comes to its row",
            Token);
        Assert.False(run.HasExited, run.AllOutput);

        ProcessResult second = await RunAsync("apply", "--profile", _folder.At("p.json"), "--to", _url, "--run", living);
        Assert.True(second.ExitCode == 0, second.ToString());
        run.Signal(9);
        await run.WaitForExitAsync(Token);
        await ExecuteAsync(gate, "select pg_advisory_unlock(42)");
        ProcessResult swept = await RunAsync("clean", "--to", _url, "--run", dying);
        Assert.True(swept.ExitCode == 0, swept.ToString());
        Assert.Equal(200 + await ScalarAsync("select count(*) from customer where email like '%+living%'"), await ScalarAsync("select count(*) from customer"));
        ProcessResult cleaned = await RunAsync("clean", "--to", _url, "--run", living);
        Assert.True(cleaned.ExitCode == 0, cleaned.ToString());
        await ExecuteAsync(gate, $"drop trigger wait_there on {table}; drop function wait_there(); drop sequence seen");
    }

    private async Task<string> ContentAsync()
    {
        await using NpgsqlConnection connection = await OpenAsync(_url);
        await using NpgsqlCommand command = new("select md5(string_agg(t, ',' order by t)) from (select c::text as t from customer c union all select p::text from purchase p union all select nspname from pg_namespace where nspname = 'seatrial_seed') x", connection);
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using NpgsqlConnection connection = await OpenAsync(_url);
        await using NpgsqlCommand command = new(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(TestPaths.PublishedCommand, ["seed", .. arguments], Token, _folder.Root, Environment(), TimeSpan.FromMinutes(2));

    private ChildProcess Start(params string[] arguments) => ChildProcess.Start(TestPaths.PublishedCommand, ["seed", .. arguments], _folder.Root, Environment());

    private static Dictionary<string, string?> Environment() => new(StringComparer.Ordinal) { ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot };

    private static async Task ExecuteAsync(string url, string sql)
    {
        await using NpgsqlConnection connection = await OpenAsync(url);
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string url)
    {
        Uri uri = new(url);
        string[] user = uri.UserInfo.Split(':');
        NpgsqlConnection connection = new($"Host={uri.Host};Port={uri.Port};Username={user[0]};Password={user[1]};Database={uri.AbsolutePath[1..]};Pooling=false");
        await connection.OpenAsync(CancellationToken.None);
        return connection;
    }
}
