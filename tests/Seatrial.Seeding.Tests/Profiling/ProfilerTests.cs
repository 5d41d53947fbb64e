using System.Text;
using Seatrial.Core;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Profiles;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Profiling;

public sealed class ProfilerTests(RealServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chinook_is_profiled_planned_filled_and_emptied_and_no_person_is_in_the_profile()
    {
        await using Database production = await Database.CreateAsync(servers, Chinook.Sql(withRows: true));
        await production.ExecuteAsync("analyze");

        string text = await ProfileAsync(production);

        foreach (string value in await production.RowsAsync("select first_name from customer union select last_name from customer union select email from customer union select address from customer union select phone from customer where phone is not null union select last_name from employee union select name from artist union select title from album union select city from customer"))
        {
            Assert.DoesNotContain($"\"{value}\"", text, StringComparison.OrdinalIgnoreCase);
        }

        SeedProfile profile = ProfileFile.Read(Encoding.UTF8.GetBytes(text), "profile.json");
        Assert.Equal(text, ProfileFile.Write(profile));
        await using Database target = await Database.CreateAsync(servers, Chinook.Sql(withRows: false));
        string before = await target.ContentAsync();
        await using Seeder seeder = new(target.Parsed);
        SeedPlan plan = await seeder.ApplyAsync(profile, new() { Run = "r1", Seed = 1, Today = new(2026, 11, 23) }, planned: null, progress: null, Token);
        Assert.All(plan.Tables, static t => Assert.True(t.Rows > 0));
        Assert.InRange(plan[new("public", "track")].Rows, 3000, 3900);
        Assert.Equal(plan.Rows, await seeder.CleanAsync("r1", progress: null, Token));
        Assert.Equal(before, await target.ContentAsync());
    }

    [Fact]
    public async Task Few_subjects_disclose_nothing_and_many_only_what_they_share()
    {
        await using Database production = await Database.CreateAsync(servers, """
            create table person (id int primary key, email text not null, plan text not null, note text, born date);
            create table visit (id int primary key, person_id int not null references person, channel text not null, took numeric(8,2) not null);
            insert into person select i, 'canary' || i || '@real.example', case when i % 2 = 0 then 'basic' else 'canary-plan' end, 'canary note', '1980-01-01'::date + i from generate_series(1, 500) i where i % 2 = 0 or i < 8;
            insert into visit select i, case when i % 3 = 0 then 2 else 2 + 2 * (i % 240) end, case when i % 3 = 0 then 'canary-channel' else 'web' end, i % 100 from generate_series(1, 3000) i;
            analyze;
            """);

        string text = await ProfileAsync(production);

        Assert.Contains("\"basic\"", text, StringComparison.Ordinal);
        Assert.Contains("\"web\"", text, StringComparison.Ordinal);

        // A thousand visits of one person, and four people: neither is many.
        Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_table_that_may_not_be_read_is_named()
    {
        await using Database production = await Database.CreateAsync(servers, "create table open_table (id int); create table closed_table (id int); alter table closed_table disable row level security; revoke all on closed_table from current_user");

        SeatrialException denied = await Assert.ThrowsAsync<SeatrialException>(() => ProfileAsync(production));

        Assert.Equal("seed-privilege", denied.Code);
        Assert.Contains("public.closed_table", denied.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pw", denied.Message.Replace(production.Address, string.Empty, StringComparison.Ordinal).Split("Grant")[0], StringComparison.Ordinal);
    }

    private static async Task<string> ProfileAsync(Database production)
    {
        await using PostgresServer server = new(production.Parsed);
        return ProfileFile.Write(await new PostgresProfiler(server, new() { Today = new(2026, 11, 23) }, progress: null).ProfileAsync(Token));
    }
}
