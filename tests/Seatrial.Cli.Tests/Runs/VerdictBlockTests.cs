using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.TestKit;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Cli.Tests.Runs;

public sealed class VerdictBlockTests
{
    [Fact]
    public void Rolled_back_run() => Snapshot.Match(Block(SampleRun.RolledBack()));

    [Fact]
    public void Passed_run() => Snapshot.Match(Block(SampleRun.Passed()));

    [Fact]
    public void Version_that_never_came_up() => Snapshot.Match(Block(SampleRun.NeverSettled()));

    [Fact]
    public void Services_cannot_command_the_terminal()
    {
        string block = Block(SampleRun.RolledBack("\u001b[2J\u001b]0;owned\u0007\rFAKE"));

        Assert.DoesNotContain(block, c => c is '\u001b' or '\u0007' or '\r');
    }

    private static string Block(SampleRun run)
    {
        using StringWriter writer = new();
        VerdictBlock.Write(new PlainTerminal(writer), run.Report);
        return writer.ToString();
    }
}
