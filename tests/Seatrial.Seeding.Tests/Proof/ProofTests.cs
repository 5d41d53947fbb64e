using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Seatrial.Seeding.Ownership;
using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Proof;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Proof;

/// <summary>A proof that finds whatever leaks, and is silent when nothing does.</summary>
public sealed partial class ProofTests(RealServers servers)
{
    private const string Extra = """
        create table extra (
          id int generated always as identity primary key, customer_id int references customer,
          document jsonb, tags text[], raw bytea, note text);
        """;

    private const string ExtraRows = """
        insert into extra (customer_id, document, tags, raw, note)
        select c.customer_id, jsonb_build_object('plan', (array['free', 'team'])[1 + c.customer_id % 2], 'seats', c.customer_id), array['a' || c.customer_id, 'vip'],
          convert_to('photo ' || c.customer_id, 'UTF8'), 'The delivery to ' || c.city || ' was late by ' || c.customer_id || ' days because the parcel had been left with a neighbour who was not at home'
        from customer c cross join generate_series(1, 3);
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_mutant_is_caught()
    {
        await using Database production = await Database.CreateAsync(servers, Chinook.Sql(withRows: true) + Extra + ExtraRows);
        await using Database target = await Database.CreateAsync(servers, Chinook.Sql(withRows: false) + Extra);
        byte[] profile = await FilledAsync(production, target, seed: 1, scale: 0.3);
        Dictionary<string, string> values = await ValuesAsync(production);
        await using PostgresRowScan scan = new(production.Parsed);
        ProofSettings settings = new();
        ProductionFindings known = await new ProductionScan(scan, settings, progress: null).RunAsync(Token);
        ControlFindings? control = null;
        List<string> missed = [];
        foreach (Mutant? mutant in Mutant.All.Prepend(null))
        {
            await using Database copy = await target.CopyAsync();
            byte[] mutated = await MutateAsync(mutant, production, copy, values, profile);
            await using PostgresRowScan filled = new(copy.Parsed);
            ScanContents contents = await filled.ContentsAsync(Token);
            control = control is null || contents.Tables.Any(t => !t.IsLedger && control.Tables.GetValueOrDefault(t.Name)?.Columns.Length != t.Columns.Length) ? await ControlAsync(copy, known, settings, contents) : control;
            ProofSubject subject = new(mutated, "profile.json") { Version = "test", Files = Files(mutant, values) };

            ProofReport report = await new Prover(known, settings, TimeProvider.System).RunAsync(filled, contents, control, subject, "production", progress: null, Token);

            TestContext.Current.TestOutputHelper?.WriteLine($"{mutant?.Name ?? "none"}: {string.Join("; ", report.Findings.Select(static f => $"{f.Kind} {f.Place} {f.Reading} {f.Probability:0.0e+0}"))} {string.Join("; ", report.Unscanned)}");
            if (mutant is null)
            {
                Assert.Empty(report.Findings);
                Assert.Empty(report.Unscanned);
                Assert.Equal(ProofVerdict.Clean, report.Verdict);
            }
            else if (report.Verdict != ProofVerdict.Leak || !report.Findings.Any(f => mutant.Kind.Split('|').Contains(f.Kind) && f.Place.Contains(mutant.Place, StringComparison.Ordinal)))
            {
                missed.Add(mutant.Name);
            }

            string told = JsonSerializer.Serialize(report);
            Assert.DoesNotContain(values["email"], told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(values["phone"], told, StringComparison.OrdinalIgnoreCase);
        }

        Assert.True(Mutant.All.Count >= 40);
        Assert.Empty(missed);
    }

    [Fact]
    public async Task Clean_runs_raise_no_more_alarms_than_is_said()
    {
        int runs = LongTests.Choose(2, 100);
        await using Database production = await Database.CreateAsync(servers, Chinook.Sql(withRows: true));
        await using Database target = await Database.CreateAsync(servers, Chinook.Sql(withRows: false));
        List<string> alarms = [];
        for (int run = 1; run <= runs; run++)
        {
            byte[] profile = await FilledAsync(production, target, (ulong)run, scale: 0.3 + (run % 7 * 0.1));

            ProofReport report = await new SeedDatabase(target.Parsed).VerifyAsync(new(production.Parsed, profile, "profile.json", "test"), TimeProvider.System, progress: null, Token);

            Assert.Empty(report.Unscanned);
            alarms.AddRange(report.Findings.Select(f => $"run {run}: {f}"));
            await new SeedDatabase(target.Parsed).CleanAsync($"r{run}", Token);
        }

        Assert.True(alarms.Select(static a => a.Split(':')[0]).Distinct(StringComparer.Ordinal).Count() <= 1, string.Join('\n', alarms));
    }

    [Fact]
    public async Task What_cannot_be_scanned_is_no_proof()
    {
        await using Database production = await Database.CreateAsync(servers, Chinook.Sql(withRows: true));
        await using Database target = await Database.CreateAsync(servers, Chinook.Sql(withRows: false));
        byte[] profile = await FilledAsync(production, target, seed: 3, scale: 0.1);
        await target.ExecuteAsync("alter table customer enable row level security; alter table customer force row level security");
        ProofReport report = await new SeedDatabase(target.Parsed).VerifyAsync(new(production.Parsed, profile, "profile.json", "test"), TimeProvider.System, progress: null, Token);

        Assert.Equal(ProofVerdict.Incomplete, report.Verdict);
        Assert.Contains("public.customer: row security", Assert.Single(report.Unscanned), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_is_signed_so_that_anybody_can_check_it()
    {
        await using Database production = await Database.CreateAsync(servers, "create table t (id int primary key, mail text); insert into t select i, 'somebody' || i || '@mail.example' from generate_series(1, 50) i");
        await using Database target = await Database.CreateAsync(servers, "create table t (id int primary key, mail text)");
        byte[] profile = await FilledAsync(production, target, seed: 3, scale: 1);
        ProofReport report = await new SeedDatabase(target.Parsed).VerifyAsync(new(production.Parsed, profile, "profile.json", "test"), TimeProvider.System, progress: null, Token);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        using JsonDocument manifest = JsonDocument.Parse(ProofManifest.Write(report, key));

        string[] parts = manifest.RootElement.GetProperty("signed").GetString()!.Split('.');
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        using JsonDocument payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        foreach (JsonProperty property in payload.RootElement.EnumerateObject())
        {
            Assert.True(JsonElement.DeepEquals(property.Value, manifest.RootElement.GetProperty(property.Name)), property.Name);
        }

        Assert.DoesNotContain("pw@", payload.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<ControlFindings> ControlAsync(Database filled, ProductionFindings known, ProofSettings settings, ScanContents contents)
    {
        await using PostgresServer server = new(filled.Parsed);
        SeedIntent[] intents = [.. (await new PostgresLedger(server).ReadAsync(Token)).Select(static r => SeedIntent.Of(r.Intent, r.Run))];
        return await new ControlScan(known, new GeneratorControl(intents), settings, progress: null).RunAsync(contents.Tables, Token);
    }

    private static async Task<byte[]> FilledAsync(Database production, Database target, ulong seed, double scale)
    {
        ProfileSummary profile = await new SeedDatabase(production.Parsed).ProfileAsync(new() { Today = new(2026, 11, 23) }, progress: null, Token);
        byte[] file = Encoding.UTF8.GetBytes(profile.Text);
        await new SeedDatabase(target.Parsed).ApplyAsync(file, "profile.json", new() { Run = $"r{seed}", Seed = seed, Scale = scale, Today = new(2026, 11, 23) }, planned: null, progress: null, Token);
        return file;
    }

    private static async Task<Dictionary<string, string>> ValuesAsync(Database production)
    {
        const string Of = " from customer where customer_id = 17";
        string email = await production.ScalarAsync<string>("select email" + Of);
        string phone = await production.ScalarAsync<string>("select phone" + Of);
        return new(StringComparer.Ordinal)
        {
            ["email"] = email,
            ["plain"] = email.Replace("@", " ", StringComparison.Ordinal).Replace(".", " ", StringComparison.Ordinal),
            ["local"] = email.Split('@')[0],
            ["fullName"] = await production.ScalarAsync<string>("select first_name || ' ' || last_name from customer where customer_id = 1"),
            ["address"] = await production.ScalarAsync<string>("select replace(address, '''', '''''')" + Of),
            ["phone"] = phone,
            ["digits"] = string.Concat(phone.Where(char.IsAsciiDigit)),
            ["passage"] = string.Join(' ', (await production.ScalarAsync<string>("select note from extra where id = 20")).Split(' ')[2..14]),
            ["position"] = (await production.ScalarAsync<long>("select last_value from extra_id_seq")).ToString(CultureInfo.InvariantCulture),
            ["customerRow"] = await production.ScalarAsync<string>("select concat_ws(', ', quote_nullable(first_name), quote_nullable(last_name), quote_nullable(company), quote_nullable(address), quote_nullable(city), quote_nullable(state), quote_nullable(country), quote_nullable(postal_code), quote_nullable(phone), quote_nullable(fax), quote_nullable(email))" + Of),
        };
    }

    private static async Task<byte[]> MutateAsync(Mutant? mutant, Database production, Database copy, Dictionary<string, string> values, byte[] profile)
    {
        if (mutant?.PassedThrough?.Split('.') is [var table, var column])
        {
            List<string> pairs = await production.RowsAsync($"select quote_nullable({column}) from {table} where {column} is not null order by 1");
            string list = string.Join(", ", pairs.Select(static (v, i) => $"({i + 1}, {v})"));
            await copy.ExecuteAsync($"update {table} t set {column} = v.v from (values {list}) v (n, v), (select ctid as c, row_number() over () as n from {table}) k where k.c = t.ctid and k.n = v.n and t.{column} is not null".Replace("v.v from", column == "bytes" ? "v.v::int from" : "v.v from", StringComparison.Ordinal));
        }
        else if (mutant is { File: null, Sql.Length: > 0 })
        {
            await copy.ExecuteAsync(Filled(mutant.Sql, values));
        }

        if (mutant?.Profile is not { } change)
        {
            return profile;
        }

        string before = Encoding.UTF8.GetString(profile), after = change(before, name => values[name]);
        Assert.NotEqual(before, after);
        return Encoding.UTF8.GetBytes(after);
    }

    private static ImmutableArray<(string, Func<Stream>)> Files(Mutant? mutant, Dictionary<string, string> values)
    {
        if (mutant?.File is not { } name)
        {
            return [];
        }

        byte[] text = Encoding.UTF8.GetBytes(Filled(mutant.Sql, values));
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using MemoryStream packed = new();
            using (GZipStream zip = new(packed, CompressionLevel.Fastest))
            {
                zip.Write(text);
            }

            text = packed.ToArray();
        }

        return [(name, () => new MemoryStream(text))];
    }

    private static string Filled(string text, Dictionary<string, string> values) => Placeholder().Replace(text, match => values[match.Groups["name"].Value]);

    [GeneratedRegex(@"\{(?<name>[a-z][a-zA-Z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
