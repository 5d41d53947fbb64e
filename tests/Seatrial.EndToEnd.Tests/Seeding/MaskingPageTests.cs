using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.EndToEnd.Tests.Seeding;

/// <summary>What <c>docs/seeding/masking.md</c> shows is done as it stands there, by the command and on real databases.</summary>
public sealed partial class MaskingPageTests(RealServers servers) : IAsyncLifetime
{
    private const string Structure = """
        create table customer (customer_id int generated always as identity primary key, first_name text, last_name text, email text not null unique, phone text, born date, country text);
        create table invoice (invoice_id int generated always as identity primary key, customer_id int not null references customer, issued date, total numeric(10,2), note text);
        create table newsletter (customer int primary key);
        """;

    private const string Rows = """
        create table audit (at timestamptz, what text);
        insert into audit values (now(), 'Ada');
        insert into customer (first_name, last_name, email, phone, born, country)
          select 'Ada', 'Lovelace', 'ada' || i || '@lovelace.org', '+44 1234 5678' || i, '1815-12-10', case when i % 2 = 0 then 'Germany' else 'France' end from generate_series(1, 60) i;
        insert into invoice (customer_id, issued, total, note) select 1 + i % 60, '2026-01-01', i, 'for Ada Lovelace' from generate_series(1, 900) i;
        insert into newsletter select i from generate_series(1, 10) i;
        """;

    private readonly string _source = $"m{Guid.NewGuid():n}";
    private readonly string _target = $"m{Guid.NewGuid():n}";
    private readonly TempFolder _folder = new();
    private string _admin = string.Empty;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Page => File.ReadAllText(TestPaths.InRepository("docs", "seeding", "masking.md")).ReplaceLineEndings("\n");

    public async ValueTask InitializeAsync()
    {
        _admin = (await servers.GetAsync(ServerKind.Postgres)).Address;
        foreach (string name in new[] { _source, _target })
        {
            await ExecuteAsync(_admin, $"create role {name} login password 'pw'");
            await ExecuteAsync(_admin, $"create database {name} owner {name}");
        }

        await ExecuteAsync(UrlOf(_source), Structure + Rows);
        await ExecuteAsync(UrlOf(_target), Structure);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (string name in new[] { _source, _target })
        {
            await ExecuteAsync(_admin, $"drop database {name} with (force)");
            await ExecuteAsync(_admin, $"drop role {name}");
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task User_can_do_all_that_the_page_shows()
    {
        string[] lines = Block("sh").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);

        Assert.Contains("a rule for every column", await DoAsync(lines[0]), StringComparison.Ordinal);
        Assert.Contains("email: email", await File.ReadAllTextAsync(_folder.At("mask.yaml"), Token), StringComparison.Ordinal);
        _folder.Write("mask.yaml", Block("yaml"));
        Assert.Contains("all fit", await DoAsync(lines[1]), StringComparison.Ordinal);
        Assert.Equal("0 0 0", await CountsAsync());
        Assert.Contains("970 rows in 3 tables", await DoAsync(lines[2]), StringComparison.Ordinal);
        Assert.Equal("60 900 10", await CountsAsync());
        Assert.Equal(0L, await ScalarAsync("select count(*) from customer c, invoice i, newsletter n where c::text ~ 'Ada|Lovelace|lovelace|1234 5678' or i::text ~ 'Ada'"));
        Assert.Equal(10L, await ScalarAsync("select count(*) from newsletter join customer on customer = customer_id"));
        Assert.Contains("970 rows of run r1 removed", await DoAsync(lines[3]), StringComparison.Ordinal);
        Assert.Equal("0 0 0", await CountsAsync());
        Assert.Contains("rows in 3 tables", await DoAsync(lines[4]), StringComparison.Ordinal);
        Assert.StartsWith("2 10 ", await CountsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_is_told_what_nobody_decided_and_programs_are_too()
    {
        _folder.Write("mask.yaml", "tables:\n  customer: { customer_id: fpe, first_name: first-name }\n");

        ProcessResult refused = await RunAsync("seed", "mask", "--from", UrlOf(_source), "--to", UrlOf(_target), "--rules", "mask.yaml", "--json", "-");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("public.customer.email: no rule says what becomes of it. Add one, such as `email: email`.", refused.Error, StringComparison.Ordinal);
        using JsonDocument told = JsonDocument.Parse(refused.Output);
        Assert.Contains("public.audit: the target has no such table", told.RootElement.GetProperty("refusals").ToString(), StringComparison.Ordinal);
        Assert.Equal("0 0 0", await CountsAsync());
    }

    [Fact]
    public async Task User_can_kill_it_at_any_row_and_nothing_is_there()
    {
        _folder.Write("mask.yaml", Block("yaml"));
        await using NpgsqlConnection gate = await OpenAsync(UrlOf(_target));
        await ExecuteAsync(gate, """
            select pg_advisory_lock(42);
            create sequence seen;
            create function wait_there() returns trigger language plpgsql as $$ begin
              if nextval('seen') = 300 then perform pg_advisory_xact_lock(42); end if;
              return new;
            end $$;
            create trigger wait_there before insert on invoice for each row execute function wait_there();
            """);
        await using ChildProcess run = ChildProcess.Start(TestPaths.PublishedCommand, ["seed", "mask", "--from", UrlOf(_source), "--to", UrlOf(_target), "--rules", "mask.yaml"], _folder.Root, Environment());
        await Eventually.ReachesAsync(
            async () => run.HasExited || await ScalarAsync("select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = 42") > 0,
            static isThere => isThere,
            "the load comes to its row",
            Token);
        Assert.False(run.HasExited, run.AllOutput);

        run.Signal(9);
        await run.WaitForExitAsync(Token);
        await ExecuteAsync(gate, "select pg_advisory_unlock(42)");

        // The tables are locked until the server has noticed.
        await ExecuteAsync(UrlOf(_target), "do $$ begin lock table customer, invoice in access exclusive mode; end $$");
        Assert.Equal("0 0 0", await CountsAsync());
        Assert.Equal(0L, await ScalarAsync("select count(*) from pg_namespace where nspname = 'seatrial_seed'"));
    }

    private static string Block(string language) => Blocks().Matches(Page).First(m => m.Groups["language"].Value == language).Groups["text"].Value;

    private async Task<string> DoAsync(string line)
    {
        string[] words = [.. line.Split(' ').Select(w => w switch { "\"$PRODUCTION\"" => UrlOf(_source), "\"$STAGING\"" => UrlOf(_target), _ => w })];
        Assert.Equal("seatrial", words[0]);
        ProcessResult result = await RunAsync(words[1..]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output + result.Error;
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(TestPaths.PublishedCommand, arguments, Token, _folder.Root, Environment(), TimeSpan.FromMinutes(2));

    private static Dictionary<string, string?> Environment() => new(StringComparer.Ordinal)
    {
        ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot,
        ["MASK_KEY"] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
    };

    private Task<string> CountsAsync() => TextAsync("select (select count(*) from customer) || ' ' || (select count(*) from invoice) || ' ' || (select count(*) from newsletter)");

    private string UrlOf(string name)
    {
        Uri uri = new(_admin);
        return $"postgres://{name}:pw@{uri.Host}:{uri.Port}/{name}";
    }

    private async Task<long> ScalarAsync(string sql) => long.Parse(await TextAsync($"select ({sql})::text"), CultureInfo.InvariantCulture);

    private async Task<string> TextAsync(string sql)
    {
        await using NpgsqlConnection connection = await OpenAsync(UrlOf(_target));
        await using NpgsqlCommand command = new(sql, connection);
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }

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

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();
}
