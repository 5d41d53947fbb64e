using System.Globalization;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Repeating;

/// <summary>A tool that is to be trusted with a rollback must not cry wolf: the shop's suite against the sound release, again and again.</summary>
public sealed class RepeatedRunTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(LongTests.Choose(8, 100));

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        string shop = TestPaths.InRepository("samples", "shop");
        foreach (string file in Directory.EnumerateFiles(shop, "*.yaml", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(shop, file);
            if (relative == "seatrial.yaml" || relative.StartsWith("flows", StringComparison.Ordinal) || relative.StartsWith("releases", StringComparison.Ordinal))
            {
                _folder.Write(relative, (await File.ReadAllTextAsync(file, Token)).Replace("root: ../..", $"root: {TestPaths.RepositoryRoot}", StringComparison.Ordinal));
            }
        }

        ProcessResult deployed = await SeatrialAsync(TimeSpan.FromMinutes(2), "deploy", "releases/1.0.0.yaml", "--project", ".", "--env", "local");
        Assert.True(deployed.ExitCode == 0, deployed.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await SeatrialAsync(TimeSpan.FromMinutes(1), "env", "stop", ".", "--env", "local");
        _folder.Dispose();
    }

    [Fact]
    public async Task User_can_repeat_the_sound_suite_without_one_failure_or_doubt()
    {
        int times = LongTests.Choose(50, 1000);

        ProcessResult result = await SeatrialAsync(Patience, "run", ".", "--env", "local", "--repeat", times.ToString(CultureInfo.InvariantCulture));

        // Anything but a pass of every flow in every run, at the first attempt, is another exit code.
        Assert.True(result.ExitCode == 0, result.ToString());
        string all = times.ToString(CultureInfo.InvariantCulture);
        string[] table = [.. result.Output.Split('\n').SkipWhile(static line => !line.Contains("FLOW", StringComparison.Ordinal)).Skip(1).Where(static line => line.Trim().Length > 0)];
        Assert.Equal(Directory.GetFiles(_folder.At("flows"), "*.flow.yaml").Length, table.Length);
        Assert.All(table, line => Assert.Equal([all, "0"], line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2..]));
    }

    private Task<ProcessResult> SeatrialAsync(TimeSpan within, params string[] arguments) => ChildProcess.RunAsync(
        TestPaths.PublishedCommand,
        arguments,
        Token,
        workingDirectory: _folder.Root,
        environment: new Dictionary<string, string?>(StringComparer.Ordinal) { ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot },
        within: within);
}
