using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Shops;

/// <summary>The sample shop, its sound release deployed from a folder of its own.</summary>
internal sealed class DeployedShop : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private DeployedShop()
    {
    }

    /// <summary>The project's folder: the shop's <c>seatrial.yaml</c>, releases and flows.</summary>
    public string Folder => _folder.Root;

    /// <summary>Where its gateway listens, without a slash at the end.</summary>
    public string Gateway { get; private set; } = string.Empty;

    public static async Task<DeployedShop> StartAsync(CancellationToken cancellationToken)
    {
        DeployedShop shop = new();
        try
        {
            string source = TestPaths.InRepository("samples", "shop");
            foreach (string file in Directory.EnumerateFiles(source, "*.yaml", SearchOption.AllDirectories))
            {
                string relative = Path.GetRelativePath(source, file);
                if (relative == "seatrial.yaml" || relative.StartsWith("flows", StringComparison.Ordinal) || relative.StartsWith("releases", StringComparison.Ordinal))
                {
                    shop._folder.Write(relative, (await File.ReadAllTextAsync(file, cancellationToken)).Replace("root: ../..", $"root: {TestPaths.RepositoryRoot}", StringComparison.Ordinal));
                }
            }

            ProcessResult deployed = await shop.SeatrialAsync(TimeSpan.FromMinutes(2), cancellationToken, "deploy", "releases/1.0.0.yaml", "--project", ".", "--env", "local");
            Assert.True(deployed.ExitCode == 0, deployed.ToString());
            ProcessResult status = await shop.SeatrialAsync(TimeSpan.FromMinutes(1), cancellationToken, "env", "status", ".", "--env", "local");
            shop.Gateway = status.Output.Split('\n').Single(static line => line.Contains("gateway", StringComparison.Ordinal)).Split(' ')[^1].Trim().TrimEnd('/');
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the published command in the project's folder.</summary>
    public Task<ProcessResult> SeatrialAsync(TimeSpan within, CancellationToken cancellationToken, params string[] arguments) => ChildProcess.RunAsync(
        TestPaths.PublishedCommand,
        arguments,
        cancellationToken,
        workingDirectory: _folder.Root,
        environment: new Dictionary<string, string?>(StringComparer.Ordinal) { ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot },
        within: within);

    public async ValueTask DisposeAsync()
    {
        await SeatrialAsync(TimeSpan.FromMinutes(1), CancellationToken.None, "env", "stop", ".", "--env", "local");
        _folder.Dispose();
    }
}
