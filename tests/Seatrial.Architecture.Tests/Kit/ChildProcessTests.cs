using Seatrial.TestKit;

namespace Seatrial.Architecture.Tests.Kit;

/// <summary>What every end-to-end test stands on is tested itself.</summary>
public sealed class ChildProcessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waits_for_a_line_of_either_stream()
    {
        await using var child = ChildProcess.Start("bash", ["-c", "echo one; echo two >&2; exec sleep 600"]);

        Assert.Equal("two", await child.WaitForLineAsync("tw", Token));
        Assert.Equal("one", await child.WaitForLineAsync("one", Token));
        Assert.False(child.HasExited);
    }

    [Fact]
    public async Task Says_what_was_written_when_the_line_never_comes()
    {
        await using var child = ChildProcess.Start("bash", ["-c", "echo only this"]);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => child.WaitForLineAsync("ready", Token));

        Assert.Contains("ended without a line with 'ready'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("only this", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loses_patience()
    {
        await using var child = ChildProcess.Start("sleep", ["600"]);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => child.WaitForLineAsync("ready", Token, TimeSpan.FromMilliseconds(50)));

        Assert.Contains("did not write", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returns_code_and_both_streams()
    {
        var result = await ChildProcess.RunAsync(
            "bash",
            ["-c", "echo $GREETING; echo $(pwd) >&2; exit 7"],
            Token,
            environment: new Dictionary<string, string?>(StringComparer.Ordinal) { ["GREETING"] = "ahoy" });

        Assert.Equal(new ProcessResult(7, "ahoy\n", TestPaths.RepositoryRoot + "\n"), result);
    }

    [Fact]
    public async Task Kills_the_whole_tree()
    {
        int grandchild;
        await using (var child = ChildProcess.Start("bash", ["-c", "sleep 600 & echo child $!; wait"]))
        {
            grandchild = int.Parse((await child.WaitForLineAsync("child", Token))[6..], System.Globalization.CultureInfo.InvariantCulture);
        }

        await Eventually.ReachesAsync(
            async () => (await ChildProcess.RunAsync("ps", ["-o", "stat=", "-p", $"{grandchild}"], Token)).Output.Trim(),
            state => state is "" || state.StartsWith('Z'),
            "the grandchild is gone",
            Token);
    }

    [Fact]
    public async Task Sends_a_signal()
    {
        await using var child = ChildProcess.Start(
            "bash",
            ["-c", "trap 'echo bye; exit 3' TERM; echo ready; while :; do read -t 1 < <(:); done"]);
        await child.WaitForLineAsync("ready", Token);

        child.Signal(15);

        var result = await child.WaitForExitAsync(Token);
        Assert.Equal(3, result.ExitCode);
        Assert.Equal("ready\nbye\n", result.Output);
    }
}
