using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Cli.Runs;

/// <summary>Runs what killed runs owe, and lists what is left behind.</summary>
/// <param name="context">Where it was asked for.</param>
/// <param name="folder">The project's folder, as typed.</param>
/// <param name="load">Reads a project's folder; null after its errors were told.</param>
internal sealed class RunCleaning(CommandContext context, string folder, Func<CommandContext, string, LoadedProject?> load)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>The journal's file; null is the project's own.</summary>
    public string? Journal { get; init; }

    /// <summary>Where the JSON goes; null is nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>Cleans one run, or all that are open.</summary>
    /// <param name="typed">The run, or the end of its id; null for all that are open.</param>
    public async Task<CommandResult> CleanAsync(string? typed)
    {
        if (load(context, folder) is not { } project)
        {
            return CommandResult.Invalid;
        }

        string file = Journal is null ? JournalFile.Of(project.Folder) : context.PathOf(Journal);
        if (!File.Exists(file))
        {
            throw new SeatrialException("journal-not-found", $"There is no journal at {file}, so no run left anything. Name another with --journal or --project.");
        }

        await using SqliteJournal journal = SqliteJournal.Open(file, context.Clock);
        string? only = typed is null ? null : await FindAsync(journal, project.Name, typed);
        RunDriver driver = new(journal, project.Setups, new NoTelemetry(), context.Clock, new RunDriverOptions { Owner = RunOwner.Current(), LeaseDuration = Lease, OpenAttempts = 1 });
        List<(string RunId, RunState? State)> runs = [.. await new RunSweep(journal, context.Terminal, Lease).SweepAsync(project.Name, driver, context.Stop, only)];
        if (only is not null && runs.Count == 0)
        {
            // It is closed: nothing runs again, but what it left is known.
            runs.Add((only, (await RunReports.ReadAsync(journal, project.Name, only, context.Stop))?.State));
        }

        return await TellAsync(runs);
    }

    private async Task<string> FindAsync(SqliteJournal journal, string project, string typed)
    {
        string[] found =
        [
            .. (await journal.ListRunsAsync(project, onlyOpen: false, 10_000, context.Stop))
                .Select(static run => run.RunId)
                .Where(id => id == typed || id.EndsWith($"-{typed}", StringComparison.Ordinal)),
        ];
        return found is [var one]
            ? one
            : throw new SeatrialException("run-not-found", $"{(found.Length == 0 ? $"There is no run {typed}" : $"{found.Length} runs end in {typed}")} in {journal.Path}. 'seatrial runs list' shows what there is.");
    }

    private async Task<CommandResult> TellAsync(List<(string RunId, RunState? State)> runs)
    {
        (string RunId, CleanupState Cleanup)[] left =
        [
            .. runs.SelectMany(static run => (run.State?.Cleanups.Values ?? [])
                .Where(static c => c.Result is null or { Outcome: CleanupOutcome.Failed or CleanupOutcome.InDoubt })
                .OrderBy(static c => c.Order)
                .Select(c => (run.RunId, c))),
        ];
        string[] untouched = [.. runs.Where(static run => run.State is null).Select(static run => run.RunId)];
        foreach ((string runId, CleanupState cleanup) in left)
        {
            context.Terminal.Write(Line.Of(Tone.Bad, $"  {Word(cleanup.Result?.Outcome)} ").Plain($"{cleanup.Registration.FlowId}: {cleanup.Registration.Summary}").Soft($"  {cleanup.Result?.Detail}  {runId}"));
        }

        foreach (string runId in untouched)
        {
            context.Terminal.Write(Line.Of(Tone.Doubt, $"  {runId} is open, and another process drives it or its hold has not ended"));
        }

        int settled = runs.Sum(static run => run.State is null ? 0 : run.State.Cleanups.Count - run.State.CleanupsLeft);
        context.Terminal.Write(left.Length + untouched.Length > 0
            ? Line.Of(Tone.Doubt, $"  {left.Length} left in doubt, {settled} settled")
            : Line.Of(Tone.Good, runs.Count == 0 ? "  Nothing is owed." : $"  {settled} settled, nothing is left."));
        await context.WriteJsonAsync(Json, json => Write(json, left, untouched, settled));
        return left.Length + untouched.Length > 0 ? new CommandResult(ExitCode.Inconclusive) : CommandResult.Passed;
    }

    private static void Write(Utf8JsonWriter json, (string RunId, CleanupState Cleanup)[] left, string[] untouched, int settled)
    {
        json.WriteStartObject();
        json.WriteNumber("settled", settled);
        json.WriteStartArray("left");
        foreach ((string runId, CleanupState cleanup) in left)
        {
            json.WriteStartObject();
            json.WriteString("run", runId);
            json.WriteString("flow", cleanup.Registration.FlowId);
            json.WriteString("cleanup", cleanup.Registration.Summary);
            json.WriteString("outcome", Word(cleanup.Result?.Outcome));
            json.WriteString("detail", cleanup.Result?.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("untouched");
        foreach (string runId in untouched)
        {
            json.WriteStringValue(runId);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word(CleanupOutcome? outcome) => outcome switch
    {
        CleanupOutcome.Failed => "failed",
        CleanupOutcome.InDoubt => "in doubt",
        _ => "owed",
    };
}
