using Seatrial.Cli.Servers;

namespace Seatrial.Cli.Demo;

/// <summary>What the demo plays on: a server, a supervisor and the shop, all of them real processes.</summary>
internal interface IDemoWorld : IAsyncDisposable
{
    /// <summary>The server's address.</summary>
    string ServerAddress { get; }

    /// <summary>The shop's entrance; null before the first deployment.</summary>
    string? GatewayAddress { get; }

    /// <summary>The runs, as the server tells them.</summary>
    IRunReader Runs { get; }

    /// <summary>Starts the server.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Has the supervisor deploy a release. It tells the server on its own, as any deployer would.</summary>
    Task DeployAsync(ShopRelease release, CancellationToken cancellationToken);
}
