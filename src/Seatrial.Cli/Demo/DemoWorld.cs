using Seatrial.Cli.Deploying;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Servers;
using Seatrial.Core;
using Seatrial.Environments.Supervision;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Demo;

/// <summary>The demo's real world: a copy of the shop's project, a server and a supervisor, each a process of its own.</summary>
internal sealed class DemoWorld : IDemoWorld
{
    private const string EnvironmentName = "local";

    private readonly CommandContext _context;
    private readonly DemoFolder _folder;
    private readonly DemoServer _server;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ReleaseDeployer _deployer;

    private DemoWorld(CommandContext context, DemoFolder folder, ReleaseDeployer deployer)
    {
        _context = context;
        _folder = folder;
        _server = new DemoServer(context, folder);
        _deployer = deployer;
        _client.BaseAddress = _server.Address;
        Runs = new ServerRuns(_client, "shop");
    }

    public string ServerAddress => _server.Address.AbsoluteUri;

    public string? GatewayAddress { get; private set; }

    public IRunReader Runs { get; }

    public static DemoWorld Create(CommandContext context, DemoArguments arguments, ShopCatalogue shop)
    {
        DemoFolder folder = DemoFolder.Make(shop, arguments.Shadow);
        try
        {
            ProjectLoadResult result = ProjectFolder.Read(folder.Project);
            ProjectFolder.Tell(result, context.Errors);
            ProjectModel project = result.Project
                ?? throw new SeatrialException("demo-shop-invalid", "The sample shop's project is not valid; see above.");
            ReleaseDeployer deployer = new(new ProjectPlace(folder.Project), project, project.Environments[EnvironmentName], context.Clock);
            return new DemoWorld(context, folder, deployer);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public async Task DeployAsync(ShopRelease release, CancellationToken cancellationToken)
    {
        OperationReport report = await _deployer.DeployAsync(_folder.ManifestOf(release), cancellationToken);
        if (report.Progress != OperationProgress.Succeeded)
        {
            throw new SeatrialException("demo-not-deployed", $"Release {release.Version} could not be deployed: {report.Detail}");
        }

        GatewayAddress = (await _deployer.Processes.FindStatusAsync(cancellationToken))?.Gateway.AbsoluteUri;
    }

    /// <summary>Lends the running shop to the sample project, so that its own commands reach it.</summary>
    public bool TryLend() => _folder.TryLend(EnvironmentName);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30), _context.Clock);
        try
        {
            await _deployer.Processes.StopAsync(patience.Token);
        }
        catch (Exception exception) when (exception is SeatrialException or OperationCanceledException)
        {
            _context.TellError($"The shop could not be stopped: {exception.Message} Its files stay in {_folder.Root}.");
            return;
        }
        finally
        {
            _client.Dispose();
        }

        _folder.Dispose();
    }
}
