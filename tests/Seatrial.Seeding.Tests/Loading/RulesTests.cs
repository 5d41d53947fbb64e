using Seatrial.Core;
using Seatrial.Core.Documents;
using Seatrial.Project.Seeding;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Loading;

/// <summary>What a user wants of tables and columns stands in the rows that a real database took.</summary>
public sealed class RulesTests(RealServers servers)
{
    private const string Shop = """
        create type state as enum ('open', 'paid', 'late');
        create table customer (id int generated always as identity primary key, email text not null unique, name text not null, vip boolean not null, joined date not null);
        create table invoice (id bigint generated always as identity primary key, customer_id int not null references customer, state state not null, code varchar(20) not null,
          total numeric(8,2) not null check (total > 0), due date not null, paid_at timestamptz, note text, account int);
        create table audit (id int generated always as identity primary key, text text not null);
        create table invoice_audit (id int generated always as identity primary key, audit_id int references audit);
        """;

    private const string AllRules = """
        locale: de
        tables:
          customer:
            rows: 7
            columns:
              name: { as: company }
              vip: { value: true }
          public.invoice:
            scale: 3
            columns:
              state: { oneOf: { open: 1, paid: 9 } }
              code: { pattern: '[A-Z]{2}-[0-9]{6}', unique: true }
              total: { range: [10, 20] }
              due: { range: [today - 30d, today] }
              paid_at: { nulls: 1 }
              note: { oneOf: ['it''s', b] , nulls: 0 }
              account: { references: customer.id, nulls: 0 }
          audit: { skip: true }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_rule_is_kept_by_each_row()
    {
        await using Database target = await Database.CreateAsync(servers, Shop);
        string before = await target.ContentAsync();
        await using Seeder seeder = new(target.Parsed);

        SeedPlan plan = await seeder.ApplyAsync(await ProfileAsync(target), Settings("r1", AllRules) with { Scale = 10 }, planned: null, progress: null, Token);

        Assert.Equal(7, await target.ScalarAsync<long>("select count(*) from customer where vip"));
        Assert.Equal(7, await target.ScalarAsync<long>("select count(*) from customer"));
        Assert.Equal(300, await target.ScalarAsync<long>("select count(*) from invoice"));
        Assert.Equal(300, await target.ScalarAsync<long>("select count(distinct code) from invoice where code ~ '^[A-Z]{2}-[0-9]{6}$'"));
        Assert.Equal(300, await target.ScalarAsync<long>("select count(*) from invoice where total between 10 and 20 and due between date '2026-07-02' and date '2026-08-01' and paid_at is null and note in ('it''s', 'b') and account in (select id from customer)"));
        Assert.InRange(await target.ScalarAsync<long>("select count(*) from invoice where state = 'open'"), 10, 60);
        Assert.Equal(0, await target.ScalarAsync<long>("select count(*) from invoice where state = 'late'"));
        Assert.Equal(0, await target.ScalarAsync<long>("select count(*) from audit"));
        Assert.Equal(100, await target.ScalarAsync<long>("select count(*) from invoice_audit where audit_id is null"));
        Assert.Equal(plan.Rows, await seeder.CleanAsync("r1", progress: null, Token));
        Assert.Equal(before, await target.ContentAsync());
    }

    [Fact]
    public async Task A_story_stands_there_with_its_values_and_its_keys_are_told()
    {
        await using Database target = await Database.CreateAsync(servers, Shop);
        await target.ExecuteAsync("insert into customer (email, name, vip, joined) select 'own' || i, 'own', false, '2020-01-01' from generate_series(1, 5) i");
        string before = await target.ContentAsync();
        PlanSettings settings = Settings("r1", """
            stories:
              overdue:
                customer: { name: 'O''Hara', vip: true }
                invoice: { customer: $customer, due: today - 30d, total: 12.5, state: late, paid_at: null }
                second: { $table: invoice, customer_id: $customer, total: 99 }
              prompt:
                customer: { name: Prompt }
            """);

        SeedSummary summary = await new SeedDatabase(target.Parsed).ApplyAsync(System.Text.Encoding.UTF8.GetBytes(ProfileFile.Write(await ProfileAsync(target))), "p.json", settings, planned: null, progress: null, Token);

        Assert.Equal(["overdue.customer", "overdue.invoice", "overdue.second", "prompt.customer"], summary.Stories.Select(static r => $"{r.Story}.{r.Name}"));
        string Of(int row, string column) => summary.Stories[row].Values.Single(v => v.Key == column).Value!;
        Assert.Equal(["O'Hara|true"], await target.RowsAsync($"select name || '|' || vip from customer where id = {Of(0, "id")}"));
        Assert.Equal(["2026-07-02|12.50|late|"], await target.RowsAsync($"select concat(due, '|', total, '|', state, '|', paid_at) from invoice where id = {Of(1, "id")} and customer_id = {Of(0, "id")}"));
        Assert.Equal(["99.00"], await target.RowsAsync($"select total::text from invoice where id = {Of(2, "id")} and customer_id = {Of(0, "id")}"));
        Assert.Equal(["Prompt"], await target.RowsAsync($"select name from customer where id = {Of(3, "id")} and email = '{Of(3, "email")}'"));
        Assert.Equal(summary.Rows, await new SeedDatabase(target.Parsed).CleanAsync("r1", Token));
        Assert.Equal(before, await target.ContentAsync());
    }

    [Theory]
    [InlineData("tables: { custmer: { rows: 3 } }", "r.seed.yaml:1:11: custmer: there is no such table. Did you mean `customer`?")]
    [InlineData("tables: { customer: { columns: { emial: { as: email } } } }", "r.seed.yaml:1:34: public.customer.emial: there is no such column. Did you mean `email`?")]
    [InlineData("tables: { customer: { columns: { name: { nulls: 0.5 } } } }", "r.seed.yaml:1:34: public.customer.name: its rule wants nulls, and it takes none. Leave `nulls` out, or give a `value` that is not null.")]
    [InlineData("tables: { invoice: { columns: { due: { range: [1, 9] } } } }", "r.seed.yaml:1:33: public.invoice.due: `1` is no date.")]
    [InlineData("tables: { customer: { skip: true } }", "public.invoice.customer_id: public.customer, which it must point at, gets no rows.")]
    [InlineData("stories: { s: { customer: { id: 3 } } }", "r.seed.yaml:1:29: public.customer.id: a story cannot say what stands in it: rows are found again by it, so Seatrial chooses it. Take it out of the story, or say something else.")]
    [InlineData("stories: { s: { customer: { joined: soon } } }", "r.seed.yaml:1:29: public.customer.joined: a story cannot say what stands in it: `soon` is no date.")]
    [InlineData("tables: { invoice: { columns: { code: { unique: true, oneOf: [a, b] } } } }", "only 2 rows can differ")]
    [InlineData("tables: { invoice: { columns: { total: { range: [-10, -5] } } } }", "public.invoice.total")]
    public async Task What_cannot_be_kept_is_refused(string rules, string said)
    {
        await using Database target = await Database.CreateAsync(servers, Shop);
        await using Seeder seeder = new(target.Parsed);

        SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(async () =>
            await seeder.ApplyAsync(await ProfileAsync(target), Settings("r1", rules) with { Scale = 10 }, planned: null, progress: null, Token));

        Assert.Equal("seed-plan-refused", refused.Code);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_meaning_that_rules_can_name_can_be_made() =>
        Assert.All(SeedMeanings.All, static meaning => Assert.NotNull(MeaningMakers.For(meaning, new MakerSettings("en", new(2026, 8, 1), "r1"), 200)));

    private static PlanSettings Settings(string run, string rules)
    {
        List<Diagnostic> found = [];
        SeedRules read = new SeedRulesBinder(found.Add).Read("r.seed.yaml", rules);
        Assert.Empty(found);
        return new() { Run = run, Today = new(2026, 8, 1), Rules = read };
    }

    /// <summary>A profile that knows nothing: ten rows of each table for each that the scale gives.</summary>
    private static async Task<SeedProfile> ProfileAsync(Database database)
    {
        await using PostgresServer server = new(database.Parsed);
        DatabaseSchema schema = await PostgresStructure.ReadAsync(server, Token);
        return new(DatabaseEngine.Postgres, StructurePrint.Of(schema), new(10, 1, 1e-6, 0)) { TakenOn = new(2026, 8, 1), Tables = [.. schema.Tables.Select(static t => new TableProfile(t.Name, 0))] };
    }
}
