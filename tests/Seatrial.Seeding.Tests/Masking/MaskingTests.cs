using System.Globalization;
using System.Text;
using Seatrial.Core;
using Seatrial.Project.Masking;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Masking;

/// <summary>Rows of one real database come into another, masked, and go again.</summary>
public sealed class MaskingTests(RealServers servers)
{
    private const string Hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chinook_comes_masked_and_goes_again()
    {
        await using Database production = await Database.CreateAsync(servers, Chinook.Sql(withRows: true));
        await using Database target = await Database.CreateAsync(servers, Chinook.Sql(withRows: false));
        string original = await production.ContentAsync(), empty = await target.ContentAsync();

        MaskSummary summary = await MaskAsync(production, target, ChinookRules.Read());

        Assert.Empty(summary.Refusals);
        Assert.Equal(15607, summary.Rows);
        foreach (string table in await target.RowsAsync("select tablename from pg_tables where schemaname = 'public'"))
        {
            Assert.Equal(await production.ScalarAsync<long>($"select count(*) from {table}"), await target.ScalarAsync<long>($"select count(*) from {table}"));
        }

        await NothingPersonalIsLeftAsync(production, target);
        await JoinsAreTheSameAsync(production, target);

        // The product goes on by itself, above all that came.
        Assert.Equal(original, await production.ContentAsync());
        Assert.Equal(["r1"], (await new SeedDatabase(target.Parsed).RunsAsync(Token)).Select(static r => r.Run));
        Assert.Equal(15607, await new SeedDatabase(target.Parsed).CleanAsync("r1", Token));
        Assert.Equal(empty, await target.ContentAsync());
        Assert.Equal(0L, await target.ScalarAsync<long>("select count(*) from pg_namespace where nspname = 'seatrial_seed'"));
    }

    [Fact]
    public async Task A_subset_has_all_it_needs_and_is_the_same_again()
    {
        await using Database production = await Database.CreateAsync(servers, Chinook.Sql(withRows: true));
        await using Database target = await Database.CreateAsync(servers, Chinook.Sql(withRows: false));
        await using Database again = await Database.CreateAsync(servers, Chinook.Sql(withRows: false));
        MaskRules rules = ChinookRules.Read(ChinookRules.Text + "\nsubset:\n  roots:\n    customer: { where: { country: [Germany, France] }, limit: 4 }\n  children: { invoice: 2 }\n");

        MaskSummary summary = await MaskAsync(production, target, rules);
        await MaskAsync(production, again, rules);

        Assert.Empty(summary.Refusals);
        Assert.Equal(4, Rows(summary, "customer"));
        Assert.Equal(8, Rows(summary, "invoice"));
        Assert.Equal(await production.ScalarAsync<long>("""
            with recursive boss as (select e.* from employee e where employee_id in (select support_rep_id from customer where country in ('Germany', 'France') and customer_id in (select customer_id from customer where country in ('Germany', 'France') order by customer_id limit 4))
              union select e.* from employee e join boss on e.employee_id = boss.reports_to)
            select count(*) from boss
            """), Rows(summary, "employee"));
        Assert.Equal(Rows(summary, "invoice_line"), await target.ScalarAsync<long>("select count(*) from invoice_line join track using (track_id) join album using (album_id) join artist using (artist_id)"));
        Assert.Equal(0, Rows(summary, "playlist"));
        Assert.Equal(await WithoutLedgerAsync(target), await WithoutLedgerAsync(again));
        await NothingPersonalIsLeftAsync(production, target);
    }

    [Fact]
    public async Task The_same_key_joins_two_databases_and_a_forgotten_one_does_not()
    {
        const string Shop = "create table customer (id int generated always as identity primary key, email text not null unique); insert into customer (email) select 'c' || i || '@shop.test' from generate_series(1, 50) i";
        const string Mail = "create table newsletter (address text primary key); insert into newsletter select 'c' || i || '@shop.test' from generate_series(41, 60) i";
        MaskRules shop = ChinookRules.Read("tables:\n  customer: { id: fpe, email: email }\n"), mail = ChinookRules.Read("tables:\n  newsletter: { address: email }\n");
        await using Database customers = await Database.CreateAsync(servers, Shop), letters = await Database.CreateAsync(servers, Mail);
        await using Database target = await Database.CreateAsync(servers, Shop.Split(';')[0] + ";" + Mail.Split(';')[0]);

        await MaskAsync(customers, target, shop, run: "shop");
        await MaskAsync(letters, target, mail, run: "mail");

        Assert.Equal(10, await target.ScalarAsync<long>("select count(*) from customer join newsletter on address = email"));
        await new SeedDatabase(target.Parsed).CleanAsync("mail", Token);
        MaskSummary forgotten = await new SeedDatabase(letters.Parsed).MaskAsync(target.Parsed, mail, new("mail"), progress: null, Token);
        Assert.True(forgotten.IsKeyForgotten);
        Assert.Equal(0, await target.ScalarAsync<long>("select count(*) from customer join newsletter on address = email"));

        // Keys of the product's own come above those that were taken.
        await target.ExecuteAsync("insert into customer (email) values ('own@shop.test')");
        Assert.Equal(50, await new SeedDatabase(target.Parsed).CleanAsync("shop", Token));
        Assert.Equal(["own@shop.test"], await target.RowsAsync("select email from customer"));
    }

    [Fact]
    public async Task Everything_that_nobody_decided_is_told_at_once()
    {
        await using Database production = await Database.CreateAsync(servers, """
            create table person (id int primary key, name text, email varchar(60) unique, iban varchar(34) unique, born date, notes text, settings jsonb, code varchar(8) unique not null, login text);
            create unique index on person (lower(login));
            create table visit (id int primary key, person_id int not null references person, at timestamptz, kind text);
            create table gone (id int primary key);
            insert into person select i, 'n', i || '@x.test', 'i' || i, now(), '', '{}', 'c' || i, 'l' || i from generate_series(1, 2000) i;
            """);
        await using Database target = await Database.CreateAsync(servers, """
            create table person (id int primary key, name text, email varchar(60) unique, iban varchar(34) unique, born date, notes text, settings jsonb, code varchar(8) unique not null, login text, tenant int not null);
            create unique index on person (lower(login));
            create table visit (id int primary key, person_id int not null references person, at timestamptz);
            """);
        string empty = await target.ContentAsync();
        string[] told =
        [
            .. await RefusalsAsync(production, target, "tables:\n  person: { id: fpe, email: full-name, code: first-name, born: email, settings: sentence, login: fpe, nmae: full-name }\n  visits: {}\n"),
            "---",
            .. await RefusalsAsync(production, target, "tables:\n  person: { id: fpe, name: full-name, email: email, iban: null, born: null, notes: null, settings: null, code: null, login: username }\n  visit: { id: fpe, person_id: { constant: 7 }, at: { noise: 10d }, kind: { keep: a word } }\n  gone: skip\nreferences: visit.kind -> person.shape\n"),
            "---",
            .. await RefusalsAsync(production, target, "tables:\n  person: skip\n  visit: { id: fpe, person_id: fpe, at: { noise: 10d }, kind: null }\n  gone: skip\n"),
            "---",
            .. await RefusalsAsync(production, production, "tables:\n  person: { id: fpe, name: full-name, email: email, iban: iban, born: null, notes: null, settings: null, code: token, login: username }\n  visit: { id: fpe, at: null, kind: null }\n  gone: { id: fpe }\n"),
        ];

        Snapshot.Match(string.Join('\n', told));
        Assert.Equal(empty, await target.ContentAsync());
    }

    [Fact]
    public async Task What_the_database_refuses_is_told_without_values_and_leaves_nothing()
    {
        const string Ddl = """
            create table item (id int primary key, size int not null, label text not null, constraint sizes check (size <= 100), secret text not null check (secret <> 'x'));
            """;
        await using Database production = await Database.CreateAsync(servers, Ddl + "insert into item select i, 90, 'label', 'hunter2-' || i from generate_series(1, 30) i");
        await using Database target = await Database.CreateAsync(servers, Ddl);
        string empty = await target.ContentAsync();
        List<string> told = [];
        foreach (string size in new[] { "{ constant: 101 }", "{ constant: many }" })
        {
            SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(() => MaskAsync(production, target, ChinookRules.Read($"tables:\n  item: {{ id: fpe, size: {size}, label: title, secret: {{ keep: a test }} }}\n")));
            told.Add(Anonymous(refused.Message, target));
        }

        await target.ExecuteAsync("insert into item values (1, 1, '', '')");
        SeatrialException occupied = await Assert.ThrowsAsync<SeatrialException>(() => MaskAsync(production, target, ChinookRules.Read("tables:\n  item: { id: fpe, size: { keep: a size }, label: title, secret: hash }\n")));
        await target.ExecuteAsync("delete from item");
        await production.ExecuteAsync("update item set id = 2000000000, label = 'naïve' where id = 25");
        await production.ExecuteAsync("update item set id = 25 where id = 2000000000");
        SeatrialException value = await Assert.ThrowsAsync<SeatrialException>(() => MaskAsync(production, target, ChinookRules.Read("tables:\n  item: { id: fpe, size: { keep: a size }, label: fpe, secret: hash }\n")));

        Snapshot.Match(string.Join('\n', [.. told, Anonymous(occupied.Message, target), Anonymous(value.Message, target)]));
        Assert.DoesNotContain("hunter2", string.Concat(told), StringComparison.Ordinal);
        Assert.Equal(empty, await target.ContentAsync());
    }

    [Fact]
    public async Task Structures_that_are_hard_come_along()
    {
        const string Ddl = """
            create table shop (id int generated always as identity primary key, boss int not null, name text);
            create table staff (id int generated always as identity primary key, shop int not null references shop, chief int references staff, mail text);
            create unique index on staff (lower(mail));
            alter table shop add foreign key (boss) references staff;
            create table log (at timestamptz, who int, what jsonb, total numeric generated always as (1 + 1) stored);
            create table sale (id bigint, day date, staff int not null references staff, primary key (id, day)) partition by range (day);
            create table sale_old partition of sale for values from (minvalue) to ('2020-01-01');
            create table sale_new partition of sale for values from ('2020-01-01') to (maxvalue);
            create domain short as text check (length(value) <= 40);
            create table odd ("Käse ""x"" y" short, "select" text);
            """;
        await using Database production = await Database.CreateAsync(servers, Ddl + """
            with s as (insert into shop overriding system value values (1, 1, 'one'), (2, 3, 'two')) insert into staff overriding system value values (1, 1, null, 'Ada@x.test'), (2, 1, 1, 'bob@x.test'), (3, 2, 2, null), (4, 2, null, 'eve@x.test');
            insert into log values (now(), 1, '{"ip": "10.1.2.3"}'), (now(), 1, '{"ip": "10.1.2.3"}'), (now(), 3, '{}');
            insert into sale values (1, '2019-05-01', 1), (2, '2021-05-01', 2), (3, '2021-06-01', 4);
            insert into odd values (e'tab\tand \\ and\nline', 'x'), (null, null);
            """);
        await using Database target = await Database.CreateAsync(servers, Ddl);
        string empty = await target.ContentAsync();
        const string Rules = """
            tables:
              shop: { id: fpe, name: company }
              staff: { id: fpe, mail: email }
              log: { at: { noise: 2d }, what: { constant: '{}' } }
              sale: { id: fpe, day: { keep: a day }, staff: fpe }
              odd: { "Käse \"x\" y": { keep: a test }, select: sentence }
            references: [log.who -> staff.id]
            """;

        MaskSummary whole = await MaskAsync(production, target, ChinookRules.Read(Rules));

        Assert.Empty(whole.Refusals);
        Assert.Equal(14, whole.Rows);
        Assert.Equal(3, await target.ScalarAsync<long>("select count(*) from log join staff on who = id"));
        Assert.Equal(["tab\tand \\ and\nline"], await target.RowsAsync("""select "Käse ""x"" y" from odd where "select" is not null"""));
        Assert.Equal(14, await new SeedDatabase(target.Parsed).CleanAsync("r1", Token));

        MaskSummary subset = await MaskAsync(production, target, ChinookRules.Read(Rules + "\nsubset: { roots: { log: { limit: 1 } } }"));

        // The row of the log, by what the rules say its person, whose shop, whose boss.
        Assert.Equal([("log", 1), ("odd", 0), ("sale", 0), ("shop", 1), ("staff", 1)], subset.Tables.Select(static t => (t.Table.Name, t.Rows)).Order());
        Assert.Equal(3, await new SeedDatabase(target.Parsed).CleanAsync("r1", Token));
        Assert.Equal(empty, await target.ContentAsync());
    }

    [Fact]
    public async Task Rows_of_others_hold_what_they_point_at()
    {
        const string Ddl = "create table one (id int primary key); create table two (id int primary key, one int not null references one on delete cascade)";
        await using Database production = await Database.CreateAsync(servers, Ddl + "; insert into one values (1)");
        await using Database target = await Database.CreateAsync(servers, Ddl);
        await MaskAsync(production, target, ChinookRules.Read("tables:\n  one: { id: fpe }\n  two: { id: fpe }\n"));
        await target.ExecuteAsync("insert into two select 1, id from one");

        SeatrialException held = await Assert.ThrowsAsync<SeatrialException>(() => new SeedDatabase(target.Parsed).CleanAsync("r1", Token));

        Assert.Contains("1 rows of public.two point at rows of the run in public.one", held.Message, StringComparison.Ordinal);
        Assert.Equal(1, await target.ScalarAsync<long>("select count(*) from one"));
    }

    [Fact]
    public async Task A_draft_has_a_rule_for_every_column_and_no_value()
    {
        await using Database production = await Database.CreateAsync(servers, Chinook.Sql(withRows: true));
        await using Database target = await Database.CreateAsync(servers, Chinook.Sql(withRows: false));

        string draft = await new SeedDatabase(production.Parsed).SuggestMaskAsync(new("r1"), Token);

        Snapshot.Match(draft);
        Assert.Empty((await MaskAsync(production, target, ChinookRules.Read(draft))).Refusals);
        await NothingPersonalIsLeftAsync(production, target);
    }

    private static long Rows(MaskSummary summary, string table) => summary.Tables.First(t => t.Table.Name == table).Rows;

    private static Task<MaskSummary> MaskAsync(Database from, Database to, MaskRules rules, string run = "r1") =>
        new SeedDatabase(from.Parsed).MaskAsync(to.Parsed, rules, new(run) { Key = Hex, KeyPlace = "a test" }, progress: null, Token);

    private static async Task<IEnumerable<string>> RefusalsAsync(Database from, Database to, string rules) => (await MaskAsync(from, to, ChinookRules.Read(rules))).Refusals;

    private static string Anonymous(string text, Database target) => text.Replace(target.Parsed.Shown, "the target", StringComparison.Ordinal);

    private static async Task<string> WithoutLedgerAsync(Database database) =>
        string.Join('\n', (await database.ContentAsync()).Split('\n').Where(static l => !l.StartsWith("seatrial_seed.", StringComparison.Ordinal)));

    /// <summary>Whatever was personal in the source stands nowhere in the target, in whatever column: all of it is looked for in all texts.</summary>
    private static async Task NothingPersonalIsLeftAsync(Database production, Database target)
    {
        StringBuilder all = new();
        foreach (string table in await target.RowsAsync("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
        {
            all.AppendJoin('\n', await target.RowsAsync($"select t::text from {table} t")).Append('\n');
        }

        string text = all.ToString();
        List<string> personal = await production.RowsAsync("""
            select distinct v from (
              select email from customer union select email from employee union
              select address from customer union select address from employee union select billing_address from invoice union
              select phone from customer union select fax from customer union select phone from employee union
              select first_name || ',' || last_name from customer union select last_name || ',' || first_name from employee union
              select company from customer) x (v) where length(v) > 5
            """);
        Assert.True(personal.Count > 200, string.Create(CultureInfo.InvariantCulture, $"{personal.Count} values are too few to prove anything."));
        Assert.DoesNotContain(personal, v => text.Contains(v, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Who bought what, in numbers: sales by customer, tracks by album, playlists by length.</summary>
    private static async Task JoinsAreTheSameAsync(Database production, Database target)
    {
        foreach (string query in new[]
        {
            "select count(*), sum(total) from invoice i join customer c using (customer_id) join employee e on e.employee_id = c.support_rep_id group by c.customer_id, e.employee_id order by 1, 2",
            "select count(*) from track join album using (album_id) join artist using (artist_id) group by artist_id order by 1",
            "select count(*) from playlist_track join track using (track_id) join playlist using (playlist_id) group by playlist_id order by 1",
            "select count(*) from employee a join employee b on a.reports_to = b.employee_id group by b.employee_id order by 1",
        })
        {
            Assert.Equal(await production.RowsAsync(query), await target.RowsAsync(query));
        }
    }
}
