using System.Text.Json;
using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Seatrial.Storage.Sqlite;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Runs;

public sealed class RunCleaningTests
{
    [Fact]
    public async Task What_a_killed_run_owes_is_run_and_then_nothing_is_owed()
    {
        using TempFolder folder = new();
        ScriptedProject project = new(folder.Root, "one");
        await LeaveAsync(folder, "r-left", isClosed: false);

        (CommandResult result, string text) = await CleanAsync(folder, project, null);
        (CommandResult again, string nothing) = await CleanAsync(folder, project, null);

        Assert.Equal(ExitCode.Passed, result.ExitCode);
        Assert.Equal(["one/1/0/9"], project.Runner.Cleaned);
        Assert.EndsWith("  1 settled, nothing is left.\n", text, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Passed, "  Nothing is owed.\n"), (again.ExitCode, nothing));
    }

    [Fact]
    public async Task What_is_left_in_doubt_is_listed_and_is_4()
    {
        using TempFolder folder = new();
        ScriptedProject project = new(folder.Root, "one");
        await LeaveAsync(folder, "r-closed", isClosed: true);

        (CommandResult result, string text) = await CleanAsync(folder, project, "closed");

        Assert.Equal(ExitCode.Inconclusive, result.ExitCode);
        Assert.Equal("  in doubt one: DELETE /left  nobody knows its id  r-closed\n  1 left in doubt, 0 settled\n", text);
        using JsonDocument json = JsonDocument.Parse(folder.Read("out.json"));
        Assert.Equal("in doubt", json.RootElement.GetProperty("left")[0].GetProperty("outcome").GetString());
        Assert.Empty(project.Runner.Cleaned);
    }

    private static async Task<(CommandResult Result, string Text)> CleanAsync(TempFolder folder, ScriptedProject project, string? run)
    {
        using StringWriter writer = new();
        PlainTerminal terminal = new(writer);
        CommandContext context = new(terminal, terminal, static () => Stream.Null, TimeProvider.System, folder.Root, TestContext.Current.CancellationToken);
        CommandResult result = await new RunCleaning(context, ".", (_, _) => project.Project) { Json = "out.json" }.CleanAsync(run);
        return (result, writer.ToString());
    }

    private static async Task LeaveAsync(TempFolder folder, string runId, bool isClosed)
    {
        await using SqliteJournal journal = SqliteJournal.Open(JournalFile.Of(folder.Root), TimeProvider.System);
        DateTimeOffset at = TimeProvider.System.GetUtcNow();
        List<RunEvent> events =
        [
            new RunEvent.Created(new RunRequest("shop", "hash", "local", runId, RunTrigger.OnDemand)) { At = at },
            new RunEvent.DriverStarted($"run/{Environment.MachineName}/{Environment.ProcessId}/1", 1) { At = at },
            new RunEvent.FlowsPlanned([new FlowHeader("one", "One", true, "h", [], TimeSpan.FromSeconds(9))]) { At = at },
            new RunEvent.AttemptStarted("one", 1, false, 1) { At = at },
            new RunEvent.CleanupRegistered(new CleanupRegistration("one/1/0/9", "one", 1, 0, 9, "DELETE /left", JsonSerializer.SerializeToElement(0))) { At = at },
        ];
        if (isClosed)
        {
            events.Add(new RunEvent.CleanupFinished("one/1/0/9", new CleanupResult(CleanupOutcome.InDoubt, "nobody knows its id")) { At = at });
            events.Add(new RunEvent.Closed(RunEnding.Cancelled, 1) { At = at });
        }

        await journal.AppendAsync(new JournalAppend(StreamId.Run("shop", runId), 0, [.. events], Durability.Durable), TestContext.Current.CancellationToken);
    }
}
