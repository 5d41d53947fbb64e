using Microsoft.Extensions.Time.Testing;
using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Runs;
using Seatrial.TestKit;
using Seatrial.TestKit.Reporting;
using Spectre.Console.Testing;

namespace Seatrial.Cli.Tests.Runs;

public sealed class RunProgressTests
{
    [Fact]
    public void Plain_lines_tell_each_flow_once()
    {
        using StringWriter writer = new();
        using RunProgress progress = new(new PlainTerminal(writer), new FakeTimeProvider());

        foreach (RunEvent runEvent in SampleRun.RolledBack().Events)
        {
            progress.OnEvent("r-1", runEvent);
        }

        Snapshot.Match(writer.ToString());
    }

    [Fact]
    public void Live_region_shows_what_runs_and_goes_away()
    {
        FakeTimeProvider clock = new();
        using TestConsole console = new TestConsole().Width(100).EmitAnsiSequences();
        using RunProgress progress = new(new LiveTerminal(console), clock);
        foreach (RunEvent runEvent in SampleRun.RolledBack().Events.TakeWhile(e => e is not RunEvent.StepFinished))
        {
            progress.OnEvent("r-1", runEvent);
        }

        progress.OnStepStarted("r-1", "guest-checkout", 1, "Place the order");
        clock.Advance(TimeSpan.FromMilliseconds(1234));
        progress.Draw();

        Assert.Contains("Guest checkout", console.Output, StringComparison.Ordinal);
        Assert.Contains("1.23 s", console.Output, StringComparison.Ordinal);
        Assert.Contains("2/3 Place the order", console.Output, StringComparison.Ordinal);

        int before = console.Output.Length;
        progress.Dispose();
        Assert.Contains("\u001b[1A\u001b[0J", console.Output[before..], StringComparison.Ordinal);
    }
}
