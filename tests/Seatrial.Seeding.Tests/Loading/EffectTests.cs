using Seatrial.Core;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Profiles;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Loading;

/// <summary>What databases do of themselves when rows come and go.</summary>
public sealed class EffectTests(RealServers servers)
{
    private const string Audit = """
        create table item (id int generated always as identity primary key, name text not null);
        create table audit (id bigint generated always as identity primary key, what text not null, old text, new text);
        create function audited() returns trigger language plpgsql as $$ begin
          insert into audit (what, old, new) values (tg_op, case when tg_op <> 'INSERT' then old.name end, case when tg_op <> 'DELETE' then new.name end); return null; end $$;
        create trigger audited after insert or update or delete on item for each row execute function audited();
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_triggers_add_go_with_the_runs()
    {
        await using Database target = await Database.CreateAsync(servers, Audit + " insert into item (name) values ('somebody''s');");
        string before = await target.ContentAsync();
        await using Seeder seeder = new(target.Parsed);

        SeedPlan plan = await seeder.ApplyAsync(await SeederTests.CountedAsync(target), SeederTests.Settings("r1") with { Scale = 30 }, planned: null, progress: null, Token);

        Assert.Equal(1 + 30 + plan[new("public", "audit")].Rows, await target.ScalarAsync<long>("select count(*) from audit"));
        Assert.Equal(plan.Rows, await seeder.CleanAsync("r1", progress: null, Token));
        Assert.Equal(before, await target.ContentAsync());
    }

    [Theory]
    [InlineData(
        "create table audit (what text); create function f() returns trigger language plpgsql as $$ begin insert into audit values ('x'); return null; end $$; create trigger t after insert on item for each row execute function f();",
        "public.audit: triggers add rows to it when rows are loaded, and it has no primary key by which they could be found again.")]
    [InlineData(
        "create table total (n bigint primary key, sum bigint not null); insert into total values (1, 0); create function f() returns trigger language plpgsql as $$ begin update total set sum = sum + 1 where n = 1; return null; end $$; create trigger t after insert on item for each row execute function f();",
        "public.total: triggers change 1 rows of it that are not the run's when rows are loaded.")]
    [InlineData(
        "create function f() returns trigger language plpgsql as $$ begin return case when new.id % 2 = 0 then new end; end $$; create trigger t before insert on item for each row execute function f();",
        "public.item: a trigger keeps 5 of 10 rows out of it.")]
    [InlineData(
        "create function f() returns trigger language plpgsql as $$ begin new.id = new.id + 1000; return new; end $$; create trigger t before insert on item for each row execute function f();",
        "public.item: of 10 rows, 0 are found again: a trigger changes them.")]
    [InlineData(
        "create table note (item_id int references item, text text not null); create function f() returns trigger language plpgsql as $$ begin new.text = upper(new.text) || '!'; return new; end $$; create trigger t before insert on note for each row execute function f();",
        "public.note: of 10 rows, 0 are found again: a trigger changes them. Give it a primary key")]
    public async Task What_triggers_do_that_could_not_be_undone_is_refused(string ddl, string reason)
    {
        await using Database target = await Database.CreateAsync(servers, "create table item (id int primary key, name text not null); " + ddl);
        string before = await target.ContentAsync();
        await using Seeder seeder = new(target.Parsed);

        SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(async () => await seeder.ApplyAsync(await SeederTests.CountedAsync(target), SeederTests.Settings("r1"), planned: null, progress: null, Token));

        Assert.Equal("seed-plan-refused", refused.Code);
        Assert.StartsWith(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await target.ContentAsync());
    }

    [Fact]
    public async Task Counters_in_the_runs_own_rows_may_change()
    {
        await using Database target = await Database.CreateAsync(servers, """
            create table topic (id int primary key, posts int not null default 0);
            create table post (id int primary key, topic_id int not null references topic);
            create function f() returns trigger language plpgsql as $$ begin
              update topic set posts = posts + 1 where tg_op = 'INSERT' and id = new.topic_id; update topic set posts = posts - 1 where tg_op = 'DELETE' and id = old.topic_id; return null; end $$;
            create trigger t after insert or delete on post for each row execute function f();
            insert into topic values (1, 0);
            """);
        string before = await target.ContentAsync();
        await using Seeder seeder = new(target.Parsed);

        SeedPlan plan = await seeder.ApplyAsync(await SeederTests.CountedAsync(target), SeederTests.Settings("r1") with { Scale = 20 }, planned: null, progress: null, Token);

        Assert.Equal(plan.Rows, await seeder.CleanAsync("r1", progress: null, Token));
        Assert.Equal(before, await target.ContentAsync());
    }

    [Fact]
    public async Task A_trigger_that_looks_at_the_end_of_a_transaction_sees_the_whole()
    {
        await using Database target = await Database.CreateAsync(servers, """
            create table bill (id int primary key, at date not null);
            create table bill_detail (bill_id int primary key references bill, text text);
            create function f() returns trigger language plpgsql as $$ begin
              if not exists (select from bill_detail where bill_id = new.id) then raise exception 'bill % has no detail', new.id; end if; return null; end $$;
            create constraint trigger has_detail after insert on bill deferrable initially deferred for each row execute function f();
            """);
        string before = await target.ContentAsync();
        await using Seeder seeder = new(target.Parsed);

        SeedPlan plan = await seeder.ApplyAsync(await SeederTests.CountedAsync(target), SeederTests.Settings("r1"), planned: null, progress: null, Token);

        Assert.Equal(plan.Rows, await seeder.CleanAsync("r1", progress: null, Token));
        Assert.Equal(before, await target.ContentAsync());
    }

    [Fact]
    public async Task Row_security_is_refused_with_the_role_that_would_do()
    {
        await using Database target = await Database.CreateAsync(servers, """
            create table note (id int primary key, tenant int not null);
            alter table note enable row level security; alter table note force row level security;
            create policy own on note using (tenant = 1) with check (tenant = 1);
            """);
        await using Seeder seeder = new(target.Parsed);

        SeedPlan plan = await seeder.PlanAsync(await SeederTests.CountedAsync(target), SeederTests.Settings("r1"), Token);

        Refusal refusal = Assert.Single(plan.Refusals);
        Assert.Contains("row security limits which rows role", refusal.Reason, StringComparison.Ordinal);
        Assert.Contains("(own)", refusal.Reason, StringComparison.Ordinal);
        Assert.Contains("BYPASSRLS", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_that_are_not_understood_are_left_to_the_database_row_by_row()
    {
        await using Database target = await Database.CreateAsync(servers, """
            create function is_even(v int) returns boolean immutable language sql as $$ select v % 2 = 0 $$;
            create function has_vowel(v text) returns boolean immutable language plpgsql as $$ begin return v ~* '[aeiou]'; end $$;
            create domain even as int check (is_even(value));
            create table part (id int primary key, size int not null check (is_even(size)), weight even not null, double int generated always as (size * 2) stored, name text not null, check (has_vowel(name)), check (is_even(double / 2)));
            create table part_of (id int primary key, part_id int not null references part, twin_id int references part_of, grade int, check (is_even(grade) or grade is null));
            alter table part add column first_id int references part_of;
            """);
        string before = await target.ContentAsync();
        await using Seeder seeder = new(target.Parsed);

        SeedPlan plan = await seeder.ApplyAsync(await SeederTests.CountedAsync(target), SeederTests.Settings("r1") with { Scale = 50 }, planned: null, progress: null, Token);

        await SeederTests.AllAreFilledAsync(target, plan, before: 0);
        Assert.NotNull(plan[new("public", "part")].Trial);
        Assert.Equal(plan.Rows, await seeder.CleanAsync("r1", progress: null, Token));
        Assert.Equal(before, await target.ContentAsync());
    }

    [Fact]
    public async Task A_check_that_no_candidate_passes_is_refused_by_name()
    {
        await using Database target = await Database.CreateAsync(servers, """
            create function is_secret(v text) returns boolean immutable language sql as $$ select md5(v) like '00000000%' $$;
            create table vault (id int primary key, code text not null, constraint code_is_secret check (is_secret(code)));
            """);
        await using Seeder seeder = new(target.Parsed);

        SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(async () => await seeder.ApplyAsync(await SeederTests.CountedAsync(target), SeederTests.Settings("r1"), planned: null, progress: null, Token));

        Assert.Contains("No candidate for some rows of public.vault passes code_is_secret", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await target.ScalarAsync<long>("select count(*) from vault"));
    }

    [Fact]
    public async Task Partial_unique_indexes_hold_for_many_rows()
    {
        await using Database target = await Database.CreateAsync(servers, """
            create table owner (id int primary key);
            create table address (id int primary key, owner_id int not null references owner, is_default boolean not null, kind text not null check (kind in ('home', 'work')), ended_at timestamptz, code varchar(12), note text);
            create unique index on address (owner_id) where is_default;
            create unique index on address (kind) where ended_at is null;
            create unique index on address (owner_id, code) where code is not null;
            """);
        string before = await target.ContentAsync();
        await using Seeder seeder = new(target.Parsed);
        SeedProfile profile = await SeederTests.CountedAsync(target);

        SeedPlan plan = await seeder.ApplyAsync(profile with { Tables = [new(new("public", "owner"), 10), new(new("public", "address"), 500)] }, SeederTests.Settings("r1"), planned: null, progress: null, Token);

        Assert.Equal(500, plan[new("public", "address")].Rows);
        Assert.Equal(plan.Rows, await seeder.CleanAsync("r1", progress: null, Token));
        Assert.Equal(before, await target.ContentAsync());
    }
}
