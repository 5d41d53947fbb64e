using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.TestKit;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Cli.Tests.Runs;

public sealed class VerdictBlockTests
{
    [Fact]
    public async Task Rolled_back_run() => Snapshot.Match(await BlockAsync(SampleRun.RolledBack()));

    [Fact]
    public async Task Passed_run() => Snapshot.Match(await BlockAsync(SampleRun.Passed()));

    [Fact]
    public async Task Version_that_never_came_up() => Snapshot.Match(await BlockAsync(SampleRun.NeverSettled()));

    [Fact]
    public async Task Open_run_is_said_to_be_running_and_where_it_is()
    {
        RunEvent[] begun = [.. SampleRun.RolledBack().Events.TakeWhile(e => e is not RunEvent.Settled)];
        RunState state = begun.Aggregate(RunState.Empty, (run, runEvent) => run.Apply(runEvent));

        string block = await BlockAsync(RunReport.From(state, begun));

        Assert.Contains("  RUNNING\n  It is still running, at: settle.\n", block, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_cannot_command_the_terminal()
    {
        string block = await BlockAsync(SampleRun.RolledBack("\u001b[2J\u001b]0;owned\u0007\rFAKE"));

        Assert.DoesNotContain(block, c => c is '\u001b' or '\u0007' or '\r');
    }

    private static Task<string> BlockAsync(SampleRun run) => BlockAsync(run.Report);

    private static async Task<string> BlockAsync(RunReport report)
    {
        using StringWriter writer = new();
        await new VerdictBlock(new PlainTerminal(writer), (_, _) => ValueTask.FromResult<ReadOnlyMemory<byte>?>(null)).WriteAsync(report);
        return writer.ToString();
    }
}
