using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Profiles;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Loading;

/// <summary>Databases as they are known, written down from memory, and one of what is rare: an ordinary role fills them, and they are as they were when it is done.</summary>
public sealed class SchemaTests(RealServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Loading", "Schemas");

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task Known_databases_are_filled_and_emptied(string name)
    {
        await using Database target = await Database.CreateAsync(servers, await File.ReadAllTextAsync(Path.Combine(Folder, name + ".sql"), Token));
        string before = await target.ContentAsync();
        SeedProfile profile = await SeederTests.CountedAsync(target);
        await using Seeder seeder = new(target.Parsed);

        SeedPlan plan = await seeder.ApplyAsync(profile, SeederTests.Settings("r1"), planned: null, progress: null, Token);
        await SeederTests.AllAreFilledAsync(target, plan, before: 0);
        Assert.Equal(await target.ScalarAsync<long>("select count(*) from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace not in (select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema', 'seatrial_seed'))"), plan.Tables.Length);

        Assert.Equal(plan.Rows, await seeder.CleanAsync("r1", progress: null, Token));
        Assert.Equal(before, await target.ContentAsync());
    }

    public static TheoryData<string> Schemas() => [.. Directory.EnumerateFiles(Folder, "*.sql").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
}
