using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Commands;

public sealed class ExitCodeTests
{
    [Fact]
    public async Task Usage_is_2_and_says_what_to_try()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        int exitCode = await harness.InvokeAsync("run", "--parallel", "0");

        Assert.Equal(2, exitCode);
        Assert.Equal("error: --parallel is from 1 to 256.\nTry: seatrial run --help\n", harness.Errors.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Help_is_0()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(0, await harness.InvokeAsync("--help"));
        Assert.Contains("Seatrial proves", harness.People, StringComparison.Ordinal);
        Assert.DoesNotContain("supervise", harness.People, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_journal_is_3_without_a_stack_trace()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(3, await harness.InvokeAsync("runs", "list"));
        Assert.StartsWith("error: There is no journal at ", harness.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", harness.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_to_standard_output_moves_people_away()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        await harness.InvokeAsync("runs", "list", "--json", "-");

        Assert.True(harness.WasOutputTaken);
    }
}
