using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Core.Journal;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;

namespace Seatrial.Cli.Runs;

/// <summary>Brings to an end what killed processes left open: their cleanups run, and the run closes as cancelled.</summary>
internal sealed class RunSweep(IJournal journal, ITerminal terminal, TimeSpan lease)
{
    private const int MostRuns = 50;

    /// <summary>Sweeps what can be swept now.</summary>
    /// <param name="project">The project.</param>
    /// <param name="driver">Drives the runs to their end.</param>
    /// <param name="cancellationToken">Ends the sweep.</param>
    /// <param name="only">The one run to sweep; null for all.</param>
    /// <returns>The runs that were open, with what they stand at now; null where somebody still drives one, or it cannot be swept.</returns>
    public async Task<IReadOnlyList<(string RunId, RunState? State)>> SweepAsync(string project, RunDriver driver, CancellationToken cancellationToken, string? only = null)
    {
        List<(string RunId, RunState? State)> swept = [];
        foreach (RunListing run in await journal.ListRunsAsync(project, onlyOpen: true, MostRuns, cancellationToken))
        {
            if (only is null || run.RunId == only)
            {
                swept.Add((run.RunId, await LeftAsync(run, cancellationToken) is { } request ? await CloseAsync(request, driver, cancellationToken) : null));
            }
        }

        return swept;
    }

    /// <summary>The request of a run whose process is dead; null when somebody may still drive it.</summary>
    private async Task<RunRequest?> LeftAsync(RunListing run, CancellationToken cancellationToken)
    {
        RunRequest? request = null;
        string? owner = null;
        await foreach (JournalEntry entry in journal.ReadAsync(StreamId.Run(run.Project, run.RunId), 0, cancellationToken))
        {
            request = (entry.Event as RunEvent.Created)?.Request ?? request;
            owner = (entry.Event as RunEvent.DriverStarted)?.Owner ?? owner;
        }

        return owner is not null && RunOwner.IsDead(owner) ? request : null;
    }

    private async Task<RunState?> CloseAsync(RunRequest request, RunDriver driver, CancellationToken cancellationToken)
    {
        terminal.Write(Line.Of(Tone.Soft, $"  {request.RunId} was left by a killed process: what it made is removed first, once its hold on the run ends, {ReportText.Duration(lease)} at most"));
        using RunEndSignal endings = new();
        endings.Ask(RunEnding.Cancelled, "The process that drove it ended without cleaning up.");
        try
        {
            RunState state = await driver.DriveAsync(request, endings, cancellationToken);
            int cleaned = state.Cleanups.Count - state.CleanupsLeft;
            terminal.Write(Line.Of(Tone.Soft, $"  swept {request.RunId}, which a killed process left: {cleaned} of {state.Cleanups.Count} cleanups settled"));
            return state;
        }
        catch (JournalConflictException)
        {
            // Its lease lasts a little longer than the process did: the next run finds it again.
            terminal.Write(Line.Of(Tone.Soft, $"  {request.RunId} was left by a killed process moments ago; the next run sweeps it"));
        }
        catch (SeatrialException exception)
        {
            terminal.Write(Line.Of(Tone.Doubt, $"  {request.RunId} was left by a killed process and cannot be swept: ").Plain(exception.Message));
        }

        return null;
    }
}
