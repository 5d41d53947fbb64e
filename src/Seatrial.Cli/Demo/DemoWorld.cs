using System.Diagnostics;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Servers;
using Seatrial.Core;
using Seatrial.Core.Documents;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Releases;
using Seatrial.Environments.Supervision;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.Server.Catalogue;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Demo;

/// <summary>The demo's real world: a server process, a supervisor process, and the shop's own processes.</summary>
internal sealed class DemoWorld : IDemoWorld
{
    private const string EnvironmentName = "local";

    /// <summary>The exit code of a process that SIGKILL ended: 128 and the signal.</summary>
    private const int Killed = 137;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(30);

    private readonly CommandContext _context;
    private readonly DemoArguments _arguments;
    private readonly ProjectOpener _opener;
    private readonly ProjectModel _project;
    private readonly string _state;
    private readonly ProcessEnvironment _processes;
    private readonly CancellationTokenSource _end = new();
    private HttpClient? _client;
    private Task _keeping = Task.CompletedTask;

    private DemoWorld(CommandContext context, DemoArguments arguments, ShopCatalogue shop, string state)
    {
        _context = context;
        _arguments = arguments;
        _state = state;
        _opener = new(ProjectFolder.Options(state) with { EnvironmentsFolder = arguments.Once ? state : null }, context.Clock);
        ProjectLoadResult loaded = _opener.Loader.Load(shop.Folder);
        ProjectFolder.Tell(loaded, context.Errors);
        _project = loaded.Project ?? throw new SeatrialException("demo-shop-invalid", $"The shop's project in {shop.Folder} is not valid; see above.");
        _processes = _opener.ProcessEnvironmentOf(_project, EnvironmentName);
    }

    public string ServerAddress => _client?.BaseAddress?.ToString() ?? string.Empty;

    public string? GatewayAddress { get; private set; }

    public IRunReader Runs => new ServerRuns(_client!, _project.Name);

    /// <summary>Makes the world. With <c>--once</c> it lives in a folder of its own; else in the shop's, so that other commands find it.</summary>
    public static IDemoWorld Create(CommandContext context, DemoArguments arguments, ShopCatalogue shop)
    {
        string state = arguments.Once
            ? Directory.CreateTempSubdirectory("seatrial-demo-").FullName
            : ProjectOpener.DefaultStateFolder(shop.Folder);
        return new DemoWorld(context, arguments, shop, state);
    }

    public static string ReportFolder(CommandContext context) => Path.Combine(context.Folder, ".seatrial", "demo", "reports");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_arguments.Once)
        {
            await BeginAfreshAsync(cancellationToken);
        }

        Process server = StartServer();
        ServerFile? file;
        while ((file = await FindAsync(server, cancellationToken)) is null)
        {
            // Killed before it was there at all: as whenever it is killed, it is started again.
            server.Dispose();
            server = StartServer();
        }

        _client = new HttpClient { BaseAddress = file.Api, Timeout = TimeSpan.FromSeconds(10) };
        _keeping = KeepAsync(server);
    }

    public async Task DeployAsync(ShopRelease release, CancellationToken cancellationToken)
    {
        List<Diagnostic> found = [];
        ReleaseManifest manifest = ReleaseDeployment.Read(release.Manifest, found.Add)
            ?? throw new SeatrialException("demo-release-invalid", string.Join("\n", found.Select(d => $"{d.Span}: {d.Message}")));
        ReleaseDeployment deployment = new(_project, EnvironmentName, _opener, _context.Clock);
        OperationReport report = await deployment.DeployAsync(manifest, $"demo-{Guid.NewGuid():n}", "the demo", cancellationToken);
        if (report.Progress != OperationProgress.Succeeded)
        {
            throw new SeatrialException("demo-deployment-failed", $"The supervisor could not deploy {release.Version}: {report.Detail}");
        }

        GatewayAddress = (await _processes.FindStatusAsync(cancellationToken))?.Gateway.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _keeping;
        await _processes.StopAsync(CancellationToken.None);
        _client?.Dispose();
        _opener.Dispose();
        _end.Dispose();
        if (_arguments.Once)
        {
            Directory.Delete(_state, recursive: true);
        }
    }

    /// <summary>Stops and forgets what an earlier demo left; secrets stay.</summary>
    private async Task BeginAfreshAsync(CancellationToken cancellationToken)
    {
        await _processes.StopAsync(cancellationToken);
        if (ServerFile.Read(_state) is { } left && IsAlive(left.ProcessId))
        {
            throw new SeatrialException("demo-server-there", $"A server of this shop runs already (process {left.ProcessId}). Stop it, or use --once.");
        }

        foreach (string name in (string[])["environments", "journal.db", "journal.db-wal", "journal.db-shm", ServerFile.Name])
        {
            string path = Path.Combine(_state, name);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
    }

    private Process StartServer()
    {
        OwnerOnly.MakeFolder(_state);
        string[] command = [.. SelfCommand.Of("serve", _project.Folder), .. _arguments.Once ? (string[])["--state", _state, "--environments", _state] : [], .. _arguments.Shadow ? (string[])["--shadow"] : []];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        Process server = Process.Start(start) ?? throw new SeatrialException("demo-server", $"{command[0]} could not be started.");
        StreamWriter log = new(Path.Combine(_state, "serve.out"), append: true) { AutoFlush = true };
        server.OutputDataReceived += (_, line) => Append(log, line.Data);
        server.ErrorDataReceived += (_, line) => Append(log, line.Data);
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return server;
    }

    private static void Append(StreamWriter log, string? line)
    {
        lock (log)
        {
            log.WriteLine(line);
        }
    }

    /// <summary>Waits until the server says where it is; null when somebody killed it before.</summary>
    private async Task<ServerFile?> FindAsync(Process server, CancellationToken cancellationToken)
    {
        long since = _context.Clock.GetTimestamp();
        while (true)
        {
            if (ServerFile.Read(_state) is { } file && file.ProcessId == server.Id)
            {
                return file;
            }

            if (server is { HasExited: true, ExitCode: Killed })
            {
                return null;
            }

            if (server.HasExited || _context.Clock.GetElapsedTime(since) > StartWithin)
            {
                throw new SeatrialException("demo-server", $"The server did not start. It wrote:\n{await File.ReadAllTextAsync(Path.Combine(_state, "serve.out"), cancellationToken)}");
            }

            await Task.Delay(Look, _context.Clock, cancellationToken);
        }
    }

    /// <summary>Starts the server again when it dies, as whoever operates it would; at the end it is asked to stop.</summary>
    private async Task KeepAsync(Process server)
    {
        while (true)
        {
            try
            {
                await server.WaitForExitAsync(_end.Token);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                await StopAsync(server);
                return;
            }

            // Ctrl-C reaches the whole group of processes: what ends then was meant to.
            server.Dispose();
            if (_context.Stop.IsCancellationRequested)
            {
                return;
            }

            server = StartServer();
        }
    }

    private static async Task StopAsync(Process server)
    {
        using (server)
        {
            Terminate(server.Id);
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(10));
            try
            {
                await server.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                server.Kill();
            }
        }
    }

    private static void Terminate(int processId)
    {
        // What it says of a process that is gone already is nobody's news.
        using Process kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", processId.ToString(System.Globalization.CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardError = true })!;
        kill.WaitForExit();
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return !process.HasExited && process.ProcessName.Contains("seatrial", StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
