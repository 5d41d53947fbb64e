using System.Text.Json;
using Seatrial.Core;
using Seatrial.Core.Journal;
using Seatrial.Core.Reporting;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Cli.Runs;

/// <summary>Reads past runs from a journal.</summary>
internal sealed class RunBook(CommandContext context, (string Folder, string? Journal) place)
{
    public async Task<CommandResult> ListAsync(int limit, string? json)
    {
        await using SqliteJournal journal = Open();
        List<RunReport> reports = [];
        foreach (RunListing run in await journal.ListRunsAsync(null, onlyOpen: false, Math.Clamp(limit, 1, 10_000), context.Stop))
        {
            if (await RunReports.ReadAsync(journal, run.Project, run.RunId, context.Stop) is { } report)
            {
                reports.Add(report);
            }
        }

        RunTable.Write(context.Terminal, reports, $"No runs in {journal.Path} yet.");

        if (json is not null)
        {
            await WriteListAsync(reports, json);
        }

        return CommandResult.Passed;
    }

    public async Task<CommandResult> ShowAsync(string id, string? json)
    {
        await using SqliteJournal journal = Open();
        (RunReport report, ReportFiles files) = await FindAsync(journal, id);
        RunHeading.Write(context.Terminal, report);
        BlobReader blobs = RunReports.Blobs(journal, report.Request.Project, report.Request.RunId);
        await new VerdictBlock(context.Terminal, blobs) { Again = RunAgain.Beginning(context, place.Folder) }.WriteAsync(report);
        return json is null || await files.WriteAsync(new ReportTarget(ReportFormat.Json, json)) ? CommandResult.Passed : CommandResult.Invalid;
    }

    public async Task<CommandResult> ReportAsync(string id, ReportTarget target)
    {
        if (!ReportTargets.Check(context, [target]))
        {
            return CommandResult.Usage;
        }

        await using SqliteJournal journal = Open();
        (_, ReportFiles files) = await FindAsync(journal, id);
        return await files.WriteAsync(target) ? CommandResult.Passed : CommandResult.Invalid;
    }

    private SqliteJournal Open()
    {
        string file = place.Journal is null ? JournalFile.Of(context.PathOf(place.Folder)) : context.PathOf(place.Journal);
        return File.Exists(file)
            ? SqliteJournal.Open(file, context.Clock)
            : throw new SeatrialException("journal-not-found", $"There is no journal at {file}. Run something first, or name another with --journal or --project.");
    }

    private async Task<(RunReport Report, ReportFiles Files)> FindAsync(SqliteJournal journal, string id)
    {
        IReadOnlyList<RunListing> runs = await journal.ListRunsAsync(null, onlyOpen: false, 10_000, context.Stop);
        RunListing[] found = [.. runs.Where(run => run.RunId == id || run.RunId.EndsWith($"-{id}", StringComparison.Ordinal))];
        if (found.Length != 1)
        {
            string what = found.Length == 0 ? $"There is no run {id}" : $"{found.Length} runs end in {id}";
            throw new SeatrialException("run-not-found", $"{what} in {journal.Path}. 'seatrial runs list' shows what there is.");
        }

        RunReport report = await RunReports.ReadAsync(journal, found[0].Project, found[0].RunId, context.Stop)
            ?? throw new SeatrialException("run-not-found", $"The journal {journal.Path} holds nothing of run {id} any more.");
        return (report, new ReportFiles(context, report, RunReports.Blobs(journal, found[0].Project, found[0].RunId)));
    }

    private async Task WriteListAsync(List<RunReport> reports, string file)
    {
        await using Stream stream = context.OpenOutput(file);
        await using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (RunReport report in reports)
        {
            json.WriteStartObject();
            json.WriteString("run", report.Request.RunId);
            json.WriteString("project", report.Request.Project);
            json.WriteString("environment", report.Request.Environment);
            json.WriteString("verifies", report.Request.ParentRunId);
            json.WriteString("trigger", ReportText.Name(report.Request.Trigger));
            json.WriteString("startedAt", report.Start);
            json.WriteString("ending", ReportText.Name(report.State.Ending));
            json.WriteString("verdict", report.State.Verdict?.Name);
            json.WriteString("cause", report.State.Verdict?.CauseOrNull is { } cause ? ReportText.Name(cause) : null);
            json.WriteString("suspect", report.Suspect);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
