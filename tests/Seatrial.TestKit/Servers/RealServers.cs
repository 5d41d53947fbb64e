namespace Seatrial.TestKit.Servers;

/// <summary>
/// Real databases and brokers for the tests of one assembly: each is started when a test first asks for it, and all are
/// stopped at the end. An address in <c>SEATRIAL_TEST_POSTGRES</c>, <c>…_REDIS</c>, <c>…_RABBITMQ</c>, <c>…_MARIADB</c> or
/// <c>…_MOSQUITTO</c> is used instead; where there is neither, the test is skipped by name, and fails in CI.
/// </summary>
/// <example><code>[assembly: AssemblyFixture(typeof(RealServers))]</code></example>
public sealed class RealServers : IAsyncDisposable
{
    private readonly Dictionary<ServerKind, Task<RealServer?>> _started = [];
    private readonly Lock _gate = new();

    /// <summary>A server, ready. Its address holds credentials.</summary>
    public async Task<RealServer> GetAsync(ServerKind kind)
    {
        Task<RealServer?> starting;
        lock (_gate)
        {
            if (!_started.TryGetValue(kind, out starting!))
            {
                starting = Task.Run(() => StartAsync(kind));
                _started.Add(kind, starting);
            }
        }

        if (await starting is { } server)
        {
            return server;
        }

        Prerequisite.ServiceMissing(kind.Name, $"install {kind.Package}, or set {kind.Variable} to its address");
        return null;
    }

    /// <summary>Stops what was started.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var starting in _started.Values)
        {
            if (starting.IsCompletedSuccessfully && await starting is { } server)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static async Task<RealServer?> StartAsync(ServerKind kind)
    {
        if (Environment.GetEnvironmentVariable(kind.Variable) is { Length: > 0 } given)
        {
            // A server with two addresses is given both, with a comma between them.
            var addresses = given.Split(',', 2);
            var server = RealServer.Given(addresses[0]);
            server.Second = addresses.Length > 1 ? addresses[1] : string.Empty;
            return server;
        }

        return Programs.Find(kind.Program) is { } program ? await kind.StartAsync(program) : null;
    }
}
