using System.Text.RegularExpressions;
using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Runs;

public sealed partial class SteppedRunTests
{
    [Fact]
    public async Task A_flow_is_gone_through_step_by_step()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);

        (CommandResult result, string text) = await RunAsync(folder, "thing", """
            retry
            print id
            next
            jsonpath $.id
            jsonpath $.token
            jsonpath $.none
            print {{ id + 1 }} of {{ token }}
            print nosuch
            set id=9
            run to Look again
            jump
            retry
            quit
            next
            """);

        Assert.Equal(ExitCode.Passed, result.ExitCode);
        Assert.Equal(["POST /things", "GET /things/9", "GET /things/9", "DELETE /things/7"], site.Asked);
        Assert.DoesNotContain(ToolSite.Token, text, StringComparison.Ordinal);
        Snapshot.Match(Port().Replace(Took().Replace(RunId().Replace(text, "RUN"), "  TIME"), ":PORT"));
    }

    [Fact]
    public async Task A_step_that_makes_something_twice_is_undone_twice()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);

        await RunAsync(folder, "thing", "next\nretry\nquit\n");

        Assert.Equal(["POST /things", "POST /things", "DELETE /things/7", "DELETE /things/7"], site.Asked);
    }

    [Fact]
    public async Task A_step_that_fails_can_be_done_again_and_the_end_of_the_input_quits()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder) { IsBroken = true };

        (CommandResult result, string text) = await RunAsync(folder, "thing", "run\n");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(["POST /things", "GET /things/7", "DELETE /things/7"], site.Asked);
        Assert.Contains("✗ Look at it", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_flow_is_usage()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);

        (CommandResult result, string text) = await RunAsync(folder, "things", string.Empty);

        Assert.Equal((ExitCode.Usage, "error: There is no flow things. Did you mean thing?\n"), (result.ExitCode, text));
    }

    private static async Task<(CommandResult Result, string Text)> RunAsync(TempFolder folder, string flow, string script)
    {
        using StringWriter writer = new();
        using StringReader input = new(script);
        PlainTerminal terminal = new(writer);
        CommandContext context = new(terminal, terminal, static () => Stream.Null, TimeProvider.System, folder.Root, TestContext.Current.CancellationToken) { Input = input };
        return (await new SteppedRun(context, new RunArguments(".", null), flow).RunAsync(), writer.ToString());
    }

    [GeneratedRegex("r-[0-9a-zA-Z-]+", RegexOptions.None, 1000)]
    private static partial Regex RunId();

    [GeneratedRegex("  [0-9.]+ ?m?s$", RegexOptions.Multiline, 1000)]
    private static partial Regex Took();

    [GeneratedRegex("(?<=127\\.0\\.0\\.1):[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Port();
}
