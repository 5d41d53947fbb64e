using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Flows.Tests.Sql;

public sealed class SqlTests(RealServers servers)
{
    private const string Look = """
          - name: Look
            sql: { connection: '{{ db }}', query: select 1 as one }
            expect: { rows: 1 }
        """;

    [Fact]
    public async Task RunAsync_Postgres_ValuesKeepTheirTypes()
    {
        using Trial trial = await TrialAsync(ServerKind.Postgres, """
              - name: Everything
                sql:
                  connection: '{{ db }}'
                  query: |
                    select 7 as whole, 9007199254740993 as long, 12.50 as money, 1.5::float8 as real,
                      123456789012345678901234567890123456789.000000001 as exact, -0.05 as small, 'NaN'::numeric as nan,
                      true as flag, null as nothing, 'it''s "text"' as text, '{"a":[1]}'::jsonb as doc,
                      date '2026-11-23' as day, timestamptz '2026-11-23 04:12:24.5+00' as at, timestamp '2026-11-23 04:12:24' as local,
                      time '04:12' as time, interval '1 month 2 days 3.5 seconds' as span, '\x00ff'::bytea as bytes, array[1,2] as list,
                      '5f0c6f1e-0000-0000-0000-000000000001'::uuid as id, 1 as id
                expect:
                  rows: 1
                  $[0]:
                    equals:
                      whole: 7
                      long: 9007199254740993
                      money: 12.50
                      real: 1.5
                      exact: 123456789012345678901234567890123456789.000000001
                      small: -0.05
                      nan: NaN
                      flag: true
                      nothing: null
                      text: it's "text"
                      doc: { a: [1] }
                      day: '2026-11-23'
                      at: '2026-11-23T04:12:24.5Z'
                      local: '2026-11-23T04:12:24'
                      time: '04:12:00'
                      span: P1M2DT3.5S
                      bytes: AP8=
                      list: [1, 2]
                      id: 5f0c6f1e-0000-0000-0000-000000000001
                      id_2: 1
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.True(result.AnyAnswer);
    }

    [Fact]
    public async Task RunAsync_Postgres_ParametersStayValues()
    {
        using Trial trial = await TrialAsync(ServerKind.Postgres, """
              - sql: { connection: '{{ db }}', query: 'create table if not exists parcels (id uuid, n int, total numeric, at date, doc jsonb, note text, ok boolean)' }
              - sql: { connection: '{{ db }}', query: 'delete from parcels' }
                expect: { rows: { atLeast: 0 } }
              - sql: { connection: '{{ db }}', query: "select $a$'; drop table parcels; --$a$ as evil" }
                capture: { evil: '$[0].evil' }
              - sql:
                  connection: '{{ db }}'
                  query: insert into parcels values (@id, @n, @total, @at, @doc, @note, @ok), (@id, null, 1, null, null, 'two', @none)
                  parameters: { id: '{{ uuid() }}', n: 3, total: 12.50, at: '2026-11-23', doc: { sku: A-1 }, note: '{{ evil }}', ok: true, none: null }
                expect: { rows: 2, $: { equals: [] } }
              - sql: { connection: '{{ db }}', query: 'select *, total::text as exact from parcels where note = @note', parameters: { note: '{{ evil }}' } }
                expect: { rows: 1, '$[0].note': "'; drop table parcels; --", '$[0].doc.sku': A-1, '$[0].n': 3, '$[0].exact': '12.50', '$[0].ok': true, '$[0].at': '2026-11-23' }
              - sql: { connection: '{{ db }}', query: 'update parcels set n = n + 1 where n = @n returning n', parameters: { n: 3 } }
                expect: { rows: 1, '$[0].n': 4 }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Contains("drop table", trial.Sink.Exchanges[4]!.Request.StartLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_MariaDb_ValuesKeepTheirTypes()
    {
        using Trial trial = await TrialAsync(ServerKind.MariaDb, """
              - sql: { connection: '{{ db }}', query: 'create table if not exists orders (id int primary key, total decimal(60,20), paid tinyint(1), at datetime(3), day date, note varchar(80), raw varbinary(4))' }
              - sql: { connection: '{{ db }}', query: 'delete from orders' }
              - sql:
                  connection: '{{ db }}'
                  query: "insert into orders values (@id, 1234567890123456789012345678901234567890.12345678901234567890, @paid, '2026-11-23 04:12:24.5', '2026-11-23', @note, x'00ff')"
                  parameters: { id: 7, paid: true, note: "'; drop table orders; --" }
                expect: { rows: 1 }
              - sql: { connection: '{{ db }}', query: 'select * from orders where id = @id and note = @note', parameters: { id: 7, note: "'; drop table orders; --" } }
                expect:
                  rows: 1
                  $[0]:
                    equals: { id: 7, total: 1234567890123456789012345678901234567890.12345678901234567890, paid: true, at: '2026-11-23T04:12:24.5', day: '2026-11-23', note: "'; drop table orders; --", raw: AP8= }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task RunAsync_Sqlite_ReadsAFileAndMakesNone()
    {
        using TempFolder folder = new();
        await using (Microsoft.Data.Sqlite.SqliteConnection made = new($"Data Source={folder.At("orders.db")};Pooling=false"))
        {
            await made.OpenAsync(TestContext.Current.CancellationToken);
            await using Microsoft.Data.Sqlite.SqliteCommand command = made.CreateCommand();
            command.CommandText = "create table orders (id integer, total real, note text, raw blob); insert into orders values (7, 12.5, null, x'00ff')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        const string Steps = """
              - name: Look
                sql: { connection: '{{ db }}', query: 'select * from orders where id = @id', parameters: { id: 7 } }
                expect: { rows: 1, '$[0]': { equals: { id: 7, total: 12.5, note: null, raw: AP8= } } }
            """;
        using Trial trial = Of(Steps, $"sqlite://{folder.At("orders.db")}");
        using Trial wrong = Of(Steps, $"sqlite://{folder.At("order.db")}");
        using Trial other = Of(Steps.Replace("total: 12.5", "total: 13", StringComparison.Ordinal), $"sqlite://{folder.At("orders.db")}");
        using Trial broken = Of(Steps, $"sqlite://{folder.Write("text.db", new string('x', 4096))}");
        using Trial endless = Of(
            "  - { name: Forever, sql: { connection: '{{ db }}', query: 'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) as c from n' }, within: 500ms, expect: { rows: 1 } }",
            $"sqlite://{folder.At("orders.db")}");

        Assert.Null((await trial.RunAsync()).Failure);
        FlowAttemptResult missing = await wrong.RunAsync();
        Assert.Equal(TransportFault.Denied, missing.Failure!.Fault);
        Assert.False(File.Exists(folder.At("order.db")));
        FlowAttemptResult differing = await other.RunAsync();
        Assert.Equal(FailureKind.Expectation, differing.Failure!.Kind);
        FlowAttemptResult malformed = await broken.RunAsync();
        Assert.Equal(TransportFault.Protocol, malformed.Failure!.Fault);
        FlowAttemptResult late = await endless.RunAsync();
        Assert.Equal(FailureKind.Deadline, late.Failure!.Kind);
        Snapshot.Match(string.Join("\n\n", new[] { missing, differing, malformed, late }.Select(r => Trial.Stable(r.Failure!.Message).Replace(folder.Root, "/FOLDER", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task RunAsync_ExpectationFails_SaysTheStatementItsValuesAndTheRows()
    {
        using Trial trial = await TrialAsync(ServerKind.Postgres, """
              - name: The order is paid
                sql: { connection: '{{ db }}', query: "select @id::int as id, 'open' as state", parameters: { id: 7 } }
                expect: { rows: 1, '$[0].state': paid }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("mariadb")]
    public async Task RunAsync_StatementIsRefused_SaysWhatTheDatabaseSaid(string kind)
    {
        using Trial trial = await TrialAsync(Kind(kind), """
              - name: Look
                sql: { connection: '{{ db }}', query: 'select state from no_such_table where id = @id', parameters: { id: 7 } }
                expect: { rows: 1 }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_StatementIsRefused_SaysWhatTheDatabaseSaid)}.{kind}");
    }

    [Theory]
    [InlineData("postgres", "select pg_sleep(300)", "select count(*) as n from pg_stat_activity where state = 'active' and query like 'select pg_sleep(300%'")]
    [InlineData("mariadb", "select sleep(300)", "select count(*) as n from information_schema.processlist where info like 'select sleep(300%'")]
    public async Task RunAsync_DeadlinePasses_IsCancelledOnTheServer(string kind, string slow, string look)
    {
        RealServer server = await servers.GetAsync(Kind(kind));
        using Trial trial = Of(
            $$$"""
              - name: Report
                sql: { connection: '{{ db }}', query: '{{{slow}}}' }
                within: 500ms
                expect: { rows: 1 }
            """,
            server.Address);
        using Trial after = Of(
            $$$"""
              - name: Nothing runs any more
                sql: { connection: '{{ db }}', query: "{{{look}}}" }
                until: { within: 10s, expect: { '$[0].n': 0 } }
            """,
            server.Address);

        FlowAttemptResult result = await trial.RunAsync();
        FlowAttemptResult looked = await after.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Assert.Equal(TransportFault.Timeout, result.Failure.Fault);
        Assert.Null(looked.Failure);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_DeadlinePasses_IsCancelledOnTheServer)}.{kind}");
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("mysql")]
    [InlineData("sqlserver")]
    public async Task RunAsync_NothingListens_IsRefused(string scheme)
    {
        using Trial trial = Of(Look, RawPeer.Nowhere().Replace("http://", scheme + "://ada:lovelace@", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.ConnectionRefused), (result.Failure!.Kind, result.Failure.Fault));
        Assert.Equal(3, trial.Sink.Steps[0].Tries);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_NothingListens_IsRefused)}.{scheme}");
    }

    [Theory]
    [InlineData("postgres", "password")]
    [InlineData("postgres", "database")]
    [InlineData("mariadb", "password")]
    [InlineData("mariadb", "database")]
    public async Task RunAsync_WrongCredentials_SaysWhoIsNotLetIn(string kind, string wrong)
    {
        RealServer server = await servers.GetAsync(Kind(kind));
        using Trial trial = Of(Look, wrong == "password" ? server.WithWrongPassword : server.Address[..(server.Address.LastIndexOf('/') + 1)] + "nowhere");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.Denied), (result.Failure!.Kind, result.Failure.Fault));
        Assert.DoesNotContain("not-the-password", result.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Password, string.Join('\n', trial.Sink.Exchanges) + result.Failure.Message, StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_WrongCredentials_SaysWhoIsNotLetIn)}.{kind}.{wrong}");
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("mysql")]
    [InlineData("sqlserver")]
    public async Task RunAsync_AnswerIsNoDatabases_SaysSo(string scheme)
    {
        await using RawPeer peer = RawPeer.Ending("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        using Trial trial = Of(Look, peer.Address.Replace("http://", scheme + "://ada:lovelace@", StringComparison.Ordinal) + "/orders");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Assert.DoesNotContain("lovelace", result.Failure.Message, StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_AnswerIsNoDatabases_SaysSo)}.{scheme}");
    }

    [Fact]
    public async Task RunAsync_TooManyRows_StopsAndSaysSo()
    {
        using Trial trial = await TrialAsync(ServerKind.Postgres, """
              - name: All of them
                sql: { connection: '{{ db }}', query: 'select generate_series(1, 10001) as n' }
                expect: { rows: 10001 }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Contains("more than 10000 rows", result.Failure!.Message, StringComparison.Ordinal);
    }

    private static ServerKind Kind(string name) => name == "postgres" ? ServerKind.Postgres : ServerKind.MariaDb;

    private static Trial Of(string steps, string address) => Trial.Of(steps, "http://127.0.0.1:1", more: $"variables: {{ db: '{address}' }}");

    private async Task<Trial> TrialAsync(ServerKind kind, string steps) => Of(steps, (await servers.GetAsync(kind)).Address);
}
