using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Seatrial.Seeding.Ownership;
using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Proof;
using Seatrial.TestKit.Servers;

namespace Seatrial.Seeding.Tests.Leaks;

/// <summary>A shop's production and a target that was filled from its profile; each test does its harm to a copy.</summary>
public sealed class ShopBench(RealServers servers) : IAsyncLifetime
{
    private Database? _production;
    private Database? _target;
    private readonly Dictionary<string, ControlFindings> _controls = new(StringComparer.Ordinal);
    private Person? _person;
    private ProductionFindings? _known;

    internal Database Production => _production!;

    internal Database Target => _target!;

    internal Person Person => _person!;

    /// <summary>The text of the profile's file.</summary>
    internal string Profile { get; private set; } = string.Empty;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _production = await Database.CreateAsync(servers, Shop.Production);
        await _production.ExecuteAsync("analyze");
        _target = await Database.CreateAsync(servers, Shop.Structure);
        Profile = (await new SeedDatabase(_production.Parsed).ProfileAsync(new() { Today = new(2026, 11, 23) }, progress: null, Token)).Text;
        await FillAsync(_target, seed: 1);
        _person = await Person.OfAsync(_production);
    }

    public async ValueTask DisposeAsync()
    {
        if (_target is not null)
        {
            await _target.DisposeAsync();
        }

        if (_production is not null)
        {
            await _production.DisposeAsync();
        }
    }

    internal Task FillAsync(Database target, ulong seed) =>
        new SeedDatabase(target.Parsed).ApplyAsync(Encoding.UTF8.GetBytes(Profile), "profile.json", new() { Run = $"r{seed}", Seed = seed, Today = new(2026, 11, 23) }, planned: null, progress: null, Token);

    /// <summary>Proves a target, and files beside it, as the command does.</summary>
    internal Task<ProofReport> VerifyAsync(Database target, string? profile = null, params (string Name, byte[] Bytes)[] files) =>
        new SeedDatabase(target.Parsed).VerifyAsync(new(Production.Parsed, Encoding.UTF8.GetBytes(profile ?? Profile), "profile.json", "test") { Files = Opened(files) }, TimeProvider.System, progress: null, Token);

    /// <summary>The same, with what is known of production and of chance, which does not change with a leak unless tables do.</summary>
    internal async Task<ProofReport> ProveAsync(Database target, string? profile = null, params (string Name, byte[] Bytes)[] files)
    {
        await using PostgresRowScan scan = new(target.Parsed);
        ScanContents contents = await scan.ContentsAsync(Token);
        string layout = string.Join('\n', contents.Tables.Where(static t => !t.IsLedger).Select(static t => $"{t.Name} {string.Join(' ', t.Columns.Select(static c => c.Name))}"));
        if (_known is null)
        {
            await using PostgresRowScan production = new(Production.Parsed);
            _known = await new ProductionScan(production, new(), progress: null).RunAsync(Token);
        }

        if (!_controls.TryGetValue(layout, out ControlFindings? control))
        {
            await using PostgresServer server = new(target.Parsed);
            SeedIntent[] intents = [.. (await new PostgresLedger(server).ReadAsync(Token)).Select(static r => SeedIntent.Of(r.Intent, r.Run))];
            _controls[layout] = control = await new ControlScan(_known, new GeneratorControl(intents), new(), progress: null).RunAsync(contents.Tables, Token);
        }

        ProofSubject subject = new(Encoding.UTF8.GetBytes(profile ?? Profile), "profile.json") { Version = "test", Files = Opened(files) };
        return await new Prover(_known, new(), TimeProvider.System).RunAsync(scan, contents, control, subject, "production", progress: null, Token);
    }

    /// <summary>What a proof says, for messages of tests.</summary>
    internal static string Said(ProofReport report) => string.Join('\n', [
        $"{report.Verdict}, {report.Tests} tests",
        .. report.Findings.Select(static f => JsonSerializer.Serialize(f)),
        .. report.Unscanned.Select(static u => $"unscanned {u}"),
    ]);

    private static ImmutableArray<(string, Func<Stream>)> Opened((string Name, byte[] Bytes)[] files) => [.. files.Select(static f => (f.Name, new Func<Stream>(() => new MemoryStream(f.Bytes))))];
}
