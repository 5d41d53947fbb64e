using System.Text.Json;
using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Journal;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.Project.Loading;
using Seatrial.Storage.Sqlite;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Runs;

public sealed class LocalRunTests
{
    [Fact]
    public async Task Passed_run_is_0_and_writes_what_was_asked_for()
    {
        using TempFolder folder = new();
        ScriptedProject project = new(folder.Root, "one", "two");
        RunArguments arguments = new(folder.Root, null)
        {
            Reports = [new ReportTarget(ReportFormat.JUnit, "out/junit.xml"), new ReportTarget(ReportFormat.Html, "out/run.html")],
            Json = "out/run.json",
        };

        (CommandResult result, string text) = await RunAsync(folder, project, arguments);

        Assert.Equal(ExitCode.Passed, result.ExitCode);
        Assert.Contains("2 passed in ", text, StringComparison.Ordinal);
        Assert.Contains("<testsuites", folder.Read("out/junit.xml"), StringComparison.Ordinal);
        Assert.Contains("</html>", folder.Read("out/run.html"), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(folder.Read("out/run.json"));
        Assert.Equal("passed", json.RootElement.GetProperty("verdict").GetProperty("name").GetString());
        Assert.Equal("not-collected", json.RootElement.GetProperty("telemetry").GetProperty("completeness").GetString());
    }

    [Fact]
    public async Task Failed_flow_is_told_with_its_place_and_how_to_run_it_again()
    {
        using TempFolder folder = new();

        (CommandResult result, string text) = await RunAsync(folder, new ScriptedProject(folder.Root, "fails", "one"), new RunArguments(folder.Root, "local"));

        Assert.NotEqual(ExitCode.Passed, result.ExitCode);
        Assert.Contains("expected status 200, was 503", text, StringComparison.Ordinal);
        Assert.Contains("flows/fails.flow.yaml:7:5", text, StringComparison.Ordinal);
        Assert.Contains($"again: ./seatrial run {ReportText.Quoted(folder.Root)} --env local --flow fails", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_flows_that_match_run()
    {
        using TempFolder folder = new();
        ScriptedProject project = new(folder.Root, "fails", "one");

        (CommandResult result, string text) = await RunAsync(folder, project, new RunArguments(folder.Root, null) { Flows = FlowFilter.All with { Only = ["o*"] } });

        Assert.Equal(ExitCode.Passed, result.ExitCode);
        Assert.Contains("1 passed in ", text, StringComparison.Ordinal);
        Assert.Equal(["one/1/0/0"], project.Runner.Cleaned, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "one")]
    [InlineData("local", "none-*")]
    public async Task What_there_is_not_is_usage(string environment, string flow)
    {
        using TempFolder folder = new();

        (CommandResult result, _) = await RunAsync(folder, new ScriptedProject(folder.Root, "one"), new RunArguments(folder.Root, environment) { Flows = FlowFilter.All with { Only = [flow] } });

        Assert.Equal(ExitCode.Usage, result.ExitCode);
    }

    [Theory]
    [InlineData("made", "made")]
    [InlineData("file/run.xml", "other")]
    [InlineData("same", "same")]
    [InlineData("-", "-")]
    public async Task Report_that_cannot_be_written_is_told_before_anything_runs(string first, string second)
    {
        using TempFolder folder = new();
        Directory.CreateDirectory(folder.At("made"));
        folder.Write("file", "");
        ScriptedProject project = new(folder.Root, "one");

        (CommandResult result, string text) = await RunAsync(folder, project, new RunArguments(folder.Root, null)
        {
            Reports = [new ReportTarget(ReportFormat.JUnit, first)],
            Json = second,
        });

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.EndsWith("; name another file.\n", text, StringComparison.Ordinal);
        Assert.Empty(project.Runner.Cleaned);
    }

    [Fact]
    public async Task Project_without_flows_is_3_and_says_where_flows_are_looked_for()
    {
        using TempFolder folder = new();
        folder.Write("browse.yaml", "flow: Browse\n");
        folder.Write("flows/buy.flow.yml", "flow: Buy\n");
        folder.Write("compose.yaml", "services: {}\n");

        (CommandResult result, string text) = await RunAsync(folder, new ScriptedProject(folder.Root), new RunArguments(folder.Root, null));

        Assert.Equal(ExitCode.Invalid, result.ExitCode);
        Assert.Contains("shop has no flows. A flow is a file whose name ends in .flow.yaml", text, StringComparison.Ordinal);
        Assert.Contains("  not taken for one: browse.yaml, flows/buy.flow.yml\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_interruption_cleans_up_and_is_130()
    {
        using TempFolder folder = new();
        ScriptedProject project = new(folder.Root, "waits");
        using CancellationTokenSource stop = new();

        Task<(CommandResult Result, string Text)> running = RunAsync(folder, project, new RunArguments(folder.Root, null), stop.Token);
        await project.Runner.IsWaiting.Task.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        (CommandResult result, string text) = await running;

        Assert.Equal(ExitCode.Cancelled, result.ExitCode);
        Assert.Equal(["waits/1/0/0"], project.Runner.Cleaned, StringComparer.Ordinal);
        Assert.Contains("CANCELLED", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_run_left_is_swept_by_the_next()
    {
        using TempFolder folder = new();
        ScriptedProject project = new(folder.Root, "one");
        await LeaveAsync(folder);

        (CommandResult result, string text) = await RunAsync(folder, project, new RunArguments(folder.Root, null));

        Assert.Equal(ExitCode.Passed, result.ExitCode);
        Assert.Contains("r-left was left by a killed process: ", text, StringComparison.Ordinal);
        Assert.Contains("swept r-left", text, StringComparison.Ordinal);
        Assert.Contains("one/1/0/9", project.Runner.Cleaned, StringComparer.Ordinal);
        await using SqliteJournal journal = SqliteJournal.Open(JournalFile.Of(folder.Root), TimeProvider.System);
        Assert.Empty(await journal.ListRunsAsync("shop", onlyOpen: true, 10, TestContext.Current.CancellationToken));
    }

    /// <summary>Writes what a process leaves that is killed between registering a cleanup and running it.</summary>
    private static async Task LeaveAsync(TempFolder folder)
    {
        await using SqliteJournal journal = SqliteJournal.Open(JournalFile.Of(folder.Root), TimeProvider.System);
        DateTimeOffset at = TimeProvider.System.GetUtcNow();
        JsonElement nothing = JsonSerializer.SerializeToElement(0);
        await journal.AppendAsync(
            new JournalAppend(
                StreamId.Run("shop", "r-left"),
                0,
                [
                    new RunEvent.Created(new RunRequest("shop", "hash", "local", "r-left", RunTrigger.OnDemand)) { At = at },
                    new RunEvent.DriverStarted($"run/{Environment.MachineName}/{Environment.ProcessId}/1", 1) { At = at },
                    new RunEvent.FlowsPlanned([new Core.Flows.FlowHeader("one", "One", true, "h", [], TimeSpan.FromSeconds(9))]) { At = at },
                    new RunEvent.AttemptStarted("one", 1, false, 1) { At = at },
                    new RunEvent.CleanupRegistered(new Core.Flows.CleanupRegistration("one/1/0/9", "one", 1, 0, 9, "DELETE /left", nothing)) { At = at },
                ],
                Durability.Durable),
            TestContext.Current.CancellationToken);
    }

    private static async Task<(CommandResult Result, string Text)> RunAsync(
        TempFolder folder, ScriptedProject project, RunArguments arguments, CancellationToken? stop = null)
    {
        using StringWriter writer = new();
        PlainTerminal terminal = new(writer);
        CommandContext context = new(terminal, terminal, () => Stream.Null, TimeProvider.System, folder.Root, stop ?? TestContext.Current.CancellationToken)
        {
            Program = "./seatrial",
        };
        CommandResult result = await new LocalRun(context, arguments, (_, _) => project.Project).RunAsync();
        return (result, writer.ToString());
    }
}
