using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Releases;
using Seatrial.Environments.Supervision;
using Seatrial.TestKit;

namespace Seatrial.Environments.Tests.Supervision;

/// <summary>A process environment of one test's own, with real processes; all of them end with it.</summary>
internal sealed class Harbour : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Seatrial.TestService", new DirectoryInfo(AppContext.BaseDirectory).Name);

    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    /// <param name="readySeconds">How long a service may take to be ready: long, for the machine may be busy, but where one never will be.</param>
    public Harbour(int readySeconds = 60)
    {
        State = _folder.At("state");
        Environment = new ProcessEnvironment(new ProcessEnvironmentOptions
        {
            StateFolder = State,
            SuperviseCommand = ["dotnet", Path.Combine(Path.GetFullPath(Program), "Seatrial.TestService.dll"), "supervise", readySeconds.ToString(CultureInfo.InvariantCulture)],
        });
    }

    public string State { get; }

    public ProcessEnvironment Environment { get; }

    /// <summary>The same environment, for whom an answer has to come at once.</summary>
    public ProcessEnvironment Impatient() => new(new ProcessEnvironmentOptions
    {
        StateFolder = State,
        SuperviseCommand = ["false"],
        AnswerWithin = TimeSpan.FromMilliseconds(300),
    });

    public string Sign => _folder.At("sign");

    public static ServicePlan Service(string name, string version, string behaviour = "good", params (string, string)[] settings) => new(
        name,
        version,
        Path.GetFullPath(Program),
        ["dotnet", "Seatrial.TestService.dll", name == "gateway" ? "gateway" : "service"],
        settings.Append(("BEHAVIOUR", behaviour)).ToImmutableSortedDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal));

    public static ReleasePlan Release(string name, params ServicePlan[] services) =>
        new(name, Service("gateway", "1.0.0"), "/health/ready", [.. services]);

    public async Task<OperationReport> DeployAsync(string key, params ServicePlan[] services)
    {
        await Environment.EnsureSupervisorAsync(TestContext.Current.CancellationToken);
        return await Environment.DeployAsync(
            Release(key, services), key, "the test", TestContext.Current.CancellationToken);
    }

    public async Task<SupervisorStatus> StatusAsync() =>
        await Environment.FindStatusAsync(TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException("No supervisor runs.");

    public async Task<string> VersionsAsync() =>
        string.Join(' ', (await StatusAsync()).Services.Select(s => $"{s.Name}={s.Version}"));

    /// <summary>Asks a service through the gateway.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        SupervisorStatus status = await StatusAsync();
        return await _client.GetAsync(new Uri(status.Gateway, path), TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> ReadAsync(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>The supervisor's state as it stands on disk.</summary>
    public SupervisorState ReadState() =>
        PrivateFiles.Read(new StatePaths(State).State, SupervisionJson.Default.SupervisorState)!;

    /// <summary>Halts the supervisor, as a machine under load may, or lets it go on.</summary>
    public void Halt(bool halt)
    {
        const int stop = 19, goOn = 18;
        PrivateFiles.Read(new StatePaths(State).Identity, SupervisionJson.Default.SupervisorIdentity)!.Process.Signal(halt ? stop : goOn);
    }

    /// <summary>Kills the supervisor as a power cut would, its services not.</summary>
    public async Task KillSupervisorAsync()
    {
        var identity = PrivateFiles.Read(new StatePaths(State).Identity, SupervisionJson.Default.SupervisorIdentity)!;
        identity.Process.Signal(PosixNative.Kill);
        await Eventually.IsTrueAsync(
            () => !identity.Process.IsAlive(), "the supervisor is gone", TestContext.Current.CancellationToken);
    }

    /// <summary>The processes that carry this environment's mark.</summary>
    public IReadOnlyList<int> Processes() =>
        [.. OrphanSearch.Find(InstanceEnvironment.MarkerOf(new StatePaths(State), string.Empty)).Select(f => f.Process.Pid).Order()];

    public async ValueTask DisposeAsync()
    {
        await Environment.StopAsync(CancellationToken.None);
        foreach ((_, ProcessIdentity process) in OrphanSearch.Find(InstanceEnvironment.MarkerOf(new StatePaths(State), string.Empty)))
        {
            process.Signal(PosixNative.Kill);
        }

        _client.Dispose();
        _folder.Dispose();
    }
}
