using Seatrial.Seeding.Schema;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Postgres;

/// <summary>The structure of a database is all of it, the same for everybody, and every change of it shows.</summary>
public sealed class PostgresStructureTests(RealServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_a_structure_can_have_is_read()
    {
        await using Database database = await Database.CreateAsync(servers, EveryStructure.Sql);

        DatabaseSchema schema = await database.SchemaAsync();

        Snapshot.Match(CanonicalForm.Text(schema));
        Assert.DoesNotContain("Lovelace", CanonicalForm.Text(schema), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_canonical_form_leaves_out_is_read_too()
    {
        await using Database database = await Database.CreateAsync(servers, EveryStructure.Sql);

        DatabaseSchema schema = await database.SchemaAsync();

        Table person = schema.Find(new("public", "person"))!;
        Assert.True(person.Column("email").IsCaseBlind);
        Assert.True(schema.Find(new("public", "tenant"))!.Column("slug").IsCaseBlind);
        Assert.False(person.Column("age").IsNullable);
        Assert.False(person.Column("initials").IsWritable);
        Assert.Equal(new ObjectName("Back office", "Order_Order Id_seq"), schema.Find(new("Back office", "Order"))!.Column("Order Id").Sequence);
        Assert.Equal(new ObjectName("public", "person_no_seq"), person.Column("no").Sequence);
        Assert.Equal(["age", "name"], person.Checks.SelectMany(static c => c.Columns).Where(static c => c is "name" or "age").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["tenant_id", "no"], person.ForeignKeys.Single(static k => k.Target.Name == "person").TargetColumns);
        Assert.Equal(["badge"], schema.Find(new("public", "visit"))!.ForeignKeys[0].TargetColumns);
        Assert.Equal(["tenant_id", "(lower((name)::text))"], person.UniqueKeys.Single(static k => k.Name == "person_lower").Parts.Select(static p => p.Column ?? $"({p.Text})"));
        Table part = schema.Find(new("public", "event_2026_a"))!;
        Assert.Equal("FOR VALUES IN ('a', 'b')", part.PartitionOf!.Text);
        Assert.Contains("2026-01-01", part.PartitionOf.Condition, StringComparison.Ordinal);
        Assert.Null(schema.Find(new("public", "event_2026_rest"))!.PartitionOf!.Condition);
        Assert.Equal("event", schema.RootOf(part).Name.Name);
        Assert.Empty(part.ForeignKeys);
        Assert.Empty(part.UniqueKeys);
        Assert.Equal(["public.payment"], schema.Find(new("public", "payment_2007"))!.Inherits.Select(static p => p.ToString()));
        Assert.True(schema.Find(new("public", "room"))!.Triggers.Single(static t => t.Name == "room_checked") is { IsConstraint: true, IsOnInsert: true });
        Assert.True(schema.Find(new("public", "room"))!.Triggers.Single(static t => t.Name == "room_left") is { IsDisabled: true, IsOnInsert: false });
    }

    [Fact]
    public async Task The_order_in_which_it_was_made_and_who_asks_change_nothing()
    {
        await using Database one = await Database.CreateAsync(servers, EveryStructure.Sql);
        await using Database other = await Database.CreateAsync(servers, EveryStructure.InAnotherOrder);
        string expected = CanonicalForm.Text(await one.SchemaAsync());

        Assert.Equal(expected, CanonicalForm.Text(await other.SchemaAsync()));

        await using (Role reader = await one.RoleAsync("grant usage on schema public to {0}"))
        {
            await one.ExecuteAsync($"alter role {reader.Name} set search_path = public, \"Back office\"; alter role {reader.Name} set quote_all_identifiers = on; alter role {reader.Name} set datestyle = 'German'; alter role {reader.Name} set intervalstyle = 'iso_8601'; alter role {reader.Name} set timezone = 'Asia/Tokyo'", asAdmin: true);
            Assert.Equal(expected, CanonicalForm.Text(await reader.SchemaAsync()));
        }
    }

    [Fact]
    public async Task Every_change_shows_and_says_what_it_is()
    {
        await using Database database = await Database.CreateAsync(servers, EveryStructure.Sql);
        StructurePrint before = StructurePrint.Of(await database.SchemaAsync());
        List<string> told = [];
        foreach (string change in Changes)
        {
            await database.ExecuteAsync(change);
            StructurePrint now = StructurePrint.Of(await database.SchemaAsync());
            IReadOnlyList<StructureChange> found = StructurePrint.Compare(before, now);
            Assert.Equal(before.Hash == now.Hash, found.Count == 0);
            told.Add($"{change}\n{string.Concat(found.Select(static c => $"    {c.Kind.ToString().ToLowerInvariant()} {c.Thing} {c.Name}\n"))}");
            before = now;
        }

        Snapshot.Match(string.Join('\n', told));
        Assert.All(told.Except(told.Where(static t => t.Contains("/* nothing */", StringComparison.Ordinal))), static t => Assert.Contains("\n    ", t, StringComparison.Ordinal));
        Assert.All(told.Where(static t => t.Contains("/* nothing */", StringComparison.Ordinal)), static t => Assert.DoesNotContain("\n    ", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_with_dots_do_not_run_together()
    {
        await using Database database = await Database.CreateAsync(servers, "create table a (\"b.c\" int); create table \"a.b\" (c int)");
        StructurePrint before = StructurePrint.Of(await database.SchemaAsync());
        await database.ExecuteAsync("alter table a alter column \"b.c\" type bigint");

        StructureChange change = Assert.Single(StructurePrint.Compare(before, StructurePrint.Of(await database.SchemaAsync())));

        Assert.Equal(new(StructureChangeKind.Changed, "column", "public.a.\"b.c\""), change);
    }

    private static readonly string[] Changes =
    [
        "alter table person add column nick text",
        "alter table person alter column nick type varchar(20)",
        "alter table person alter column nick set default 'x'",
        "alter table person alter column nick set not null",
        "alter table person alter column nick type varchar(20) collate \"C\"",
        "alter table person rename column nick to nickname",
        "alter table person drop column nickname",
        "alter type mood add value 'calm' before 'happy'",
        "alter domain positive add constraint even check (value % 2 = 0)",
        "alter domain small_positive drop not null",
        "alter domain small_positive set default 8",
        "alter type place add attribute floor int",
        "alter type measure alter attribute wide type bigint",
        "alter table person drop constraint named, add constraint named check (name <> '')",
        "alter table visit validate constraint late",
        "alter table store drop constraint store_manager, add constraint store_manager foreign key (manager_id) references staff",
        "alter table store drop constraint store_manager, add constraint store_manager foreign key (manager_id) references staff on delete cascade",
        "alter table store alter constraint store_manager deferrable",
        "drop index person_token; create unique index person_token on person (token) where token is not null",
        "drop index person_token; create unique index person_token on person (token)",
        "drop index person_token; create unique index person_token on person (token, name)",
        "alter table tenant drop constraint tenant_code, add constraint tenant_code unique (code)",
        "alter table tenant drop constraint tenant_code; create unique index tenant_code on tenant (code)",
        "alter table room drop constraint no_overlap, add constraint no_overlap exclude using gist (floor with =, during with &&)",
        "alter table tenant alter column id set generated by default",
        "alter table tenant alter column id drop identity",
        "alter table person alter column initials drop expression",
        "drop trigger room_touched on room",
        "alter table room enable trigger room_left",
        "alter table room no force row level security",
        "alter policy room_seen on room using (true)",
        "drop rule payment_away on payment",
        "alter table payment_2007 no inherit payment",
        "drop view full_rooms",
        "create view full_rooms as select 1 as one",
        "create or replace view full_rooms as select 2 as one /* nothing */",
        "create table \"Back office\".more (id int)",
        "alter table \"Back office\".more set schema public",
        "drop table public.more",
        "create table event_2027 partition of event for values from ('2027-01-01') to ('2028-01-01') /* nothing */",
        "create index person_age on person (age) /* nothing */",
        "insert into tenant (id, slug, code) values (1, 'a', 'abc') /* nothing */",
        "analyze tenant /* nothing */",
        "comment on table tenant is 'a tenant' /* nothing */",
        "grant select on tenant to public /* nothing */",
    ];
}
