using System.Text;
using System.Text.Json;
using Seatrial.EndToEnd.Tests.Serving;
using Seatrial.Server.Hosting;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.EndToEnd.Tests.Secrets;

/// <summary>Secrets in every place that has room for one, services that say them back in every form, and nothing of them in all that a run leaves.</summary>
public sealed class CanaryTests(RealServers servers) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly CanaryProject _project = new();
    private EchoPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _peer = await EchoPeer.StartAsync(_project.Canaries, Token);
        _project.Write(_folder, _peer.Address, (await servers.GetAsync(ServerKind.Postgres)).Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _peer.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task User_finds_no_secret_in_anything_that_a_run_leaves()
    {
        string before = string.Join('\n', Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories));
        ProcessResult run = await SeatrialAsync(
            "run", ".", "--env", "local", "--verbose", "--curl",
            "--report", "html=out/report.html", "--report", "junit=out/junit.xml", "--report", "ctrf=out/ctrf.json", "--json", "out/run.json");
        ProcessResult listed = await SeatrialAsync("runs", "list", "--project", ".");
        ProcessResult cleaned = await SeatrialAsync("clean", ".");

        Assert.True(run.ExitCode == 1 && listed.ExitCode == 0, $"{run}{listed}");
        List<(string Place, byte[] Bytes)> places =
        [
            ("console", Encoding.UTF8.GetBytes($"{run.Output}\n{run.Error}\n{listed.Output}\n{listed.Error}\n{cleaned.Output}\n{cleaned.Error}")),
            .. Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories)
                .Where(file => !before.Contains(file, StringComparison.Ordinal) && !file.EndsWith("r24.xml", StringComparison.Ordinal))
                .SelectMany(file => LeakSearch.Contents(_folder.Root, file)),
        ];
        AssertEvidenceWasKept(places);
        string[] leaks = [.. LeakSearch.Leaks(_project.Canaries, places)];
        Assert.True(leaks.Length == 0, $"{leaks.Length} leaks:\n{string.Join('\n', leaks)}");
    }

    [Fact]
    public async Task User_finds_no_secret_in_what_services_told_of_a_run()
    {
        Canary canary = Canary.New(40, "to\"ken/{0}+");
        await using TellingService service = await TellingService.StartAsync(canary, Token);
        _folder.Write("served/seatrial.yaml", $$$"""
            project: telling
            services: { checkout: { version: { http: GET /version, at: $.version } } }
            environments:
              staging:
                signals: { within: 5s }
                services: { checkout: '{{{service.Address}}}' }
            secrets: { token: { env: TOKEN } }
            """);
        _folder.Write("served/checkout.flow.yaml", """
            flow: Checkout
            steps:
              - http: GET {{ checkout }}/checkout
                headers: { Authorization: 'Bearer {{ token }}' }
                expect: { status: 200 }
            """);
        string state = _folder.At("state");
        string console;
        string run;
        await using (ChildProcess server = Start(["serve", _folder.At("served"), "--state", state, "--otlp-grpc", "0", "--otlp-http", "0"], ("TOKEN", canary.Value)))
        {
            ServerFile told = (await Eventually.ReachesAsync(
                () => Task.FromResult(server.HasExited ? throw new InvalidOperationException(server.AllOutput) : ServerFile.Read(state)),
                static seen => seen is not null,
                "the server says where it is",
                Token))!;
            service.Telemetry = told.OtlpHttp;
            JsonElement closed = await Deliveries.RunAsync(told.Api, state, ("telling", "staging"), """{"id":"d1","services":[{"name":"checkout","version":"1.1.0","previousVersion":"1.0.0"}]}""", Token);
            run = closed.GetProperty("id").GetString()!;
            console = $"{closed}\n{server.AllOutput}";
        }

        string journal = Directory.GetFiles(state, "*.db").Single();
        ProcessResult report = await SeatrialAsync("report", run, "--project", "served", "--journal", journal, "--out", "-");
        Assert.True(report.ExitCode == 0, report.ToString());
        List<(string Place, byte[] Bytes)> places =
        [
            ("console", Encoding.UTF8.GetBytes($"{console}\n{report.Output}")),
            .. Directory.GetFiles(state, "*", SearchOption.AllDirectories).SelectMany(file => LeakSearch.Contents(_folder.Root, file)),
        ];
        Assert.True(places.Any(p => p.Place.EndsWith("rows", StringComparison.Ordinal) && p.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"logged the first error: {canary.Companion}")) >= 0), console);
        string[] leaks = [.. LeakSearch.Leaks([canary], places)];
        Assert.True(leaks.Length == 0, $"{leaks.Length} leaks:\n{string.Join('\n', leaks)}");
    }

    /// <summary>A search that finds nothing where nothing was kept proves nothing.</summary>
    private void AssertEvidenceWasKept(List<(string Place, byte[] Bytes)> places)
    {
        Assert.Equal(_project.Sent.Except(_peer.Received), []);
        Assert.Contains(places, static p => p.Place.EndsWith("report.html", StringComparison.Ordinal));
        Assert.Contains(places, static p => p.Place.EndsWith("junit.xml", StringComparison.Ordinal));
        Assert.Contains(places, static p => p.Place.EndsWith("ctrf.json", StringComparison.Ordinal));
        Assert.Contains(places, static p => p.Place.EndsWith(".db", StringComparison.Ordinal));
        IEnumerable<string> unseen = _project.Canaries
            .Where(c => c.Id is not ("15" or "20" or "35"))
            .Where(c => !places.Any(p => p.Place != "console" && p.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(c.Companion)) >= 0))
            .Select(static c => c.Companion);
        Assert.Equal([], unseen);
    }

    private ChildProcess Start(string[] arguments, params (string Name, string Value)[] environment) => ChildProcess.Start(
        TestPaths.PublishedCommand,
        arguments,
        _folder.Root,
        environment.Append(("SEATRIAL_HOME", TestPaths.RepositoryRoot)).ToDictionary(static e => e.Item1, static e => (string?)e.Item2, StringComparer.Ordinal));

    private Task<ProcessResult> SeatrialAsync(params string[] arguments) => ChildProcess.RunAsync(
        TestPaths.PublishedCommand,
        arguments,
        Token,
        workingDirectory: _folder.Root,
        environment: new Dictionary<string, string?>(_project.Environment, StringComparer.Ordinal) { ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot },
        within: TimeSpan.FromMinutes(2));
}
