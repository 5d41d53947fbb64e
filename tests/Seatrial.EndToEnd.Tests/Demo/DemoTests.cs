using System.Diagnostics;
using System.Text.Json;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Demo;

/// <summary>The first promise: one command shows a bad deployment caught, explained and undone.</summary>
public sealed class DemoTests
{
    public static TheoryData<string> Defects =>
        LongTests.Enabled
            ? [.. Directory.GetDirectories(TestPaths.InRepository("samples", "shop", "defects")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
            : ["renamed-field", "lost-last-piece", "audience-mismatch"];

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task User_can_watch_a_bad_deployment_caught_and_undone(string defect)
    {
        await using DemoRun demo = DemoRun.Start("--defect", defect);

        JsonElement[] entries = await demo.FinishAsync(TestContext.Current.CancellationToken);

        DemoRun.AssertCaught(entries, CulpritOf(defect));
    }

    [Fact]
    public async Task User_can_watch_a_sound_upgrade_left_alone()
    {
        for (int i = 0; i < LongTests.Choose(1, 10); i++)
        {
            await using DemoRun demo = DemoRun.Start("--defect", "none");

            JsonElement[] entries = await demo.FinishAsync(TestContext.Current.CancellationToken);

            Assert.Equal(["passed", "passed"], entries.Select(e => e.GetProperty("verdict").GetString()));
            Assert.All(entries, e => Assert.Equal(JsonValueKind.Null, e.GetProperty("remedy").ValueKind));
        }
    }

    [Fact]
    public async Task User_can_kill_the_server_at_any_moment_and_the_run_ends_the_same()
    {
        Random random = new(20261123);
        int wanted = LongTests.Choose(5, 50);
        int kills = 0;
        for (int demos = 0; kills < wanted && demos < 3 * wanted; demos++)
        {
            await using DemoRun demo = DemoRun.Start("--defect", "renamed-field");
            int afterMilliseconds = random.Next(500, 20_000);

            kills += await KillServerAsync(demo, afterMilliseconds) ? 1 : 0;
            JsonElement[] entries = await demo.FinishAsync(TestContext.Current.CancellationToken);

            DemoRun.AssertCaught(entries, "catalog");
        }

        Assert.Equal(wanted, kills);
    }

    /// <summary>Kills the demo's server with SIGKILL once so much time has passed since the start.</summary>
    /// <returns>Whether it was killed; false when the demo had ended before.</returns>
    private static async Task<bool> KillServerAsync(DemoRun demo, int afterMilliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        await Eventually.IsTrueAsync(
            () => demo.HasExited || (Stopwatch.GetElapsedTime(start).TotalMilliseconds > afterMilliseconds && ServerOf(demo) is not null),
            $"the server to be there {afterMilliseconds} ms after the start",
            TestContext.Current.CancellationToken,
            TimeSpan.FromMinutes(2));
        if (ServerOf(demo) is not { } server)
        {
            return false;
        }

        using Process process = Process.GetProcessById(server);
        process.Kill();
        return true;
    }

    /// <summary>The child of the demo whose second argument is <c>serve</c>.</summary>
    private static int? ServerOf(DemoRun demo)
    {
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture, out int pid))
            {
                continue;
            }

            try
            {
                string[] stat = File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ');
                string[] command = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
                if (stat[0] is not "Z" && stat[1] == demo.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture) && command is [_, "serve", ..])
                {
                    return pid;
                }
            }
            catch (IOException)
            {
                // It ended while it was looked at.
            }
        }

        return null;
    }

    private static string CulpritOf(string defect)
    {
        string[] lines = File.ReadAllLines(TestPaths.InRepository("samples", "shop", "defects", defect, "release.yaml"));
        int fault = Array.FindIndex(lines, l => l.StartsWith("fault:", StringComparison.Ordinal));
        return lines.Skip(fault + 1).First(l => l.Contains("service:", StringComparison.Ordinal)).Split(':')[1].Trim();
    }
}
