using System.Globalization;
using Seatrial.Core;
using Seatrial.Seeding.Proof;
using Seatrial.TestKit;

namespace Seatrial.Seeding.Tests.Leaks;

/// <summary>Whatever leaks out of a shop of many types is found, where it is; without a leak nothing is said.</summary>
public sealed class LeakTests(ShopBench shop) : IClassFixture<ShopBench>
{
    private const int FewestLeaks = 40;

    public static TheoryData<string> Names() => [.. KnownLeaks.All.Select(static m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_leak_is_found(string name)
    {
        Leak leak = KnownLeaks.All.Single(m => m.Name == name);
        await using Database target = await shop.Target.CopyAsync();
        if (leak.Sql is { } sql)
        {
            await target.ExecuteAsync(sql(shop.Person));
        }

        if (leak.PassThrough is { } column)
        {
            await PassAsync(target, column);
        }

        ProofReport report = await shop.ProveAsync(
            target,
            leak.Profile?.Invoke(shop.Person, shop.Profile),
            leak.File is { } file ? [(leak.Place.Split(':')[0], file(shop.Person))] : []);

        Assert.True(report.Verdict == ProofVerdict.Leak && report.Findings.Any(f => f.Place.Contains(leak.Place, StringComparison.Ordinal)), ShopBench.Said(report));
        Assert.DoesNotContain(shop.Person.Email, ShopBench.Said(report), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(shop.Person.Last, ShopBench.Said(report), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_same_target_without_a_leak_is_clean()
    {
        await using Database target = await shop.Target.CopyAsync();

        ProofReport report = await shop.ProveAsync(target, profile: null, ("run.log", "12:00:00 info Paul and Mary from Paris ordered a Red Lamp, 2026-11-23 12:00:00.123456, 1234 ms\n"u8.ToArray()));

        Assert.True(report.Verdict == ProofVerdict.Clean, ShopBench.Said(report));
        Assert.True(KnownLeaks.All.Count >= FewestLeaks && KnownLeaks.All.DistinctBy(static m => m.Name).Count() == KnownLeaks.All.Count);
    }

    [Fact]
    public async Task Of_clean_runs_hardly_any_raises_an_alarm()
    {
        int runs = LongTests.Choose(2, 100);
        List<string> alarms = [];
        await using Database target = await shop.Target.CopyAsync();
        await new SeedDatabase(target.Parsed).CleanAsync("r1", TestContext.Current.CancellationToken);
        for (ulong seed = 1; seed <= (ulong)runs; seed++)
        {
            await shop.FillAsync(target, seed);
            ProofReport report = await shop.VerifyAsync(target);
            if (report.Verdict != ProofVerdict.Clean)
            {
                alarms.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {ShopBench.Said(report)}"));
            }

            await new SeedDatabase(target.Parsed).CleanAsync(string.Create(CultureInfo.InvariantCulture, $"r{seed}"), TestContext.Current.CancellationToken);
        }

        Assert.True(alarms.Count <= 1, string.Join('\n', alarms));
    }

    [Fact]
    public async Task A_column_that_cannot_be_scanned_fails()
    {
        await using Database target = await shop.Target.CopyAsync();
        await target.ExecuteAsync("revoke select on customer from current_user; grant select (id, first_name, last_name) on customer to current_user");

        ProofReport report = await shop.ProveAsync(target);

        Assert.Equal(ProofVerdict.Incomplete, report.Verdict);
        Assert.Contains(report.Unscanned, static u => u.StartsWith("public.customer.email: the role may not read it", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Unscanned, static u => u.Contains("first_name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_proves_nothing_is_refused()
    {
        SeatrialException same = await Assert.ThrowsAsync<SeatrialException>(() => shop.VerifyAsync(shop.Production));
        await using Database target = await shop.Target.CopyAsync();
        await new SeedDatabase(target.Parsed).CleanAsync("r1", TestContext.Current.CancellationToken);
        SeatrialException empty = await Assert.ThrowsAsync<SeatrialException>(() => shop.VerifyAsync(target));

        Assert.Equal("seed-address", same.Code);
        Assert.Equal("seed-proof-empty", empty.Code);
    }

    /// <summary>Copies a column of production over the target's, as a pipeline that forgot it would.</summary>
    private async Task PassAsync(Database target, string place)
    {
        string table = place.Split('.')[0], column = place.Split('.')[1];
        List<string> values = await shop.Production.RowsAsync($"select {column}::text from {table} order by id");
        string type = (await target.RowsAsync($"select format_type(atttypid, atttypmod) from pg_attribute where attrelid = '{table}'::regclass and attname = '{column}'"))[0];
        string list = string.Join(", ", values.Select(static (v, i) => string.Create(CultureInfo.InvariantCulture, $"({i + 1}, '{v.Replace("'", "''", StringComparison.Ordinal)}')")));
        await target.ExecuteAsync($"""
            with given (n, v) as (values {list}), own as (select id, row_number() over (order by id) n from {table})
            update {table} t set {column} = g.v::{type} from own join given g using (n) where own.id = t.id
            """);
    }
}
