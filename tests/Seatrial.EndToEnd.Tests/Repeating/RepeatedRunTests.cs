using System.Globalization;
using Seatrial.EndToEnd.Tests.Shops;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Repeating;

/// <summary>A tool that is to be trusted with a rollback must not cry wolf: the shop's suite against the sound release, again and again.</summary>
public sealed class RepeatedRunTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(LongTests.Choose(8, 100));

    private DeployedShop _shop = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _shop = await DeployedShop.StartAsync(Token);

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task User_can_repeat_the_sound_suite_without_one_failure_or_doubt()
    {
        int times = LongTests.Choose(50, 1000);

        ProcessResult result = await _shop.SeatrialAsync(Patience, Token, "run", ".", "--env", "local", "--repeat", times.ToString(CultureInfo.InvariantCulture));

        // Anything but a pass of every flow in every run, at the first attempt, is another exit code.
        Assert.True(result.ExitCode == 0, result.ToString());
        string all = times.ToString(CultureInfo.InvariantCulture);
        string[] table = [.. result.Output.Split('\n').SkipWhile(static line => !line.Contains("FLOW", StringComparison.Ordinal)).Skip(1).Where(static line => line.Trim().Length > 0)];
        Assert.Equal(Directory.GetFiles(Path.Combine(_shop.Folder, "flows"), "*.flow.yaml").Length, table.Length);
        Assert.All(table, line => Assert.Equal([all, "0"], line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2..]));
    }
}
