using Seatrial.Core.Environments;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Api;

/// <summary>Reads runs: from their own streams, and those that wait from their environment's.</summary>
/// <param name="journal">The journal.</param>
/// <param name="served">The environments.</param>
internal sealed class RunReader(IJournal journal, ServedEnvironments served)
{
    /// <summary>Finds a run; null when there is none of that id.</summary>
    public async Task<RunView?> FindAsync(string project, string runId, CancellationToken cancellationToken)
    {
        RunState run = RunState.Empty;
        await foreach (JournalEntry entry in journal.ReadAsync(StreamId.Run(project, runId), 0, cancellationToken))
        {
            run = run.Apply((RunEvent)entry.Event);
        }

        if (run.Request is not null)
        {
            return RunView.Of(run);
        }

        foreach (ServedEnvironment environment in served.Of(project))
        {
            EnvironmentState state = await environment.Queue.ReadAsync(cancellationToken);
            if (Waiting(state).FirstOrDefault(w => string.Equals(w.RunId, runId, StringComparison.Ordinal)) is { } waiting)
            {
                return RunView.Queued(project, environment.Environment, waiting);
            }
        }

        return null;
    }

    /// <summary>Lists the runs of a project.</summary>
    public async Task<RunList> ListAsync(string project, bool onlyOpen, int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunListing> begun = await journal.ListRunsAsync(project, onlyOpen, limit, cancellationToken);
        HashSet<string> known = new(begun.Select(run => run.RunId), StringComparer.Ordinal);
        List<RunSummary> waiting = [];
        Dictionary<string, (string Environment, EnvironmentEvent.RunFinished? Finished)> remembered = new(StringComparer.Ordinal);
        foreach (ServedEnvironment environment in served.Of(project))
        {
            EnvironmentState state = await environment.Queue.ReadAsync(cancellationToken);
            waiting.AddRange(Waiting(state)
                .Where(accepted => !known.Contains(accepted.RunId))
                .Select(accepted => Queued(project, environment.Environment, accepted)));
            foreach (EnvironmentEvent.RunFinished finished in state.Finished)
            {
                remembered[finished.RunId] = (environment.Environment, finished);
            }

            if (state.Active is { } active)
            {
                remembered[active.RunId] = (environment.Environment, null);
            }
        }

        return new RunList(
        [
            .. waiting
                .OrderByDescending(run => run.CreatedAt)
                .Concat(begun.Select(run => Begun(run, remembered.GetValueOrDefault(run.RunId))))
                .Take(limit),
        ]);
    }

    /// <summary>The queue, and the run that has the environment and may not have written its first event yet.</summary>
    private static IEnumerable<EnvironmentEvent.DeploymentAccepted> Waiting(EnvironmentState state) =>
        state.Active is null ? state.Queue : state.Queue.Append(state.Active);

    private static RunSummary Queued(string project, string environment, EnvironmentEvent.DeploymentAccepted waiting) => new(
        waiting.RunId,
        project,
        environment,
        "queued",
        waiting.At,
        waiting.At,
        Ending: null,
        Verdict: null,
        RunEndpoints.AddressOf(project, waiting.RunId));

    private static RunSummary Begun(
        RunListing run,
        (string? Environment, EnvironmentEvent.RunFinished? Finished) remembered) => new(
            run.RunId,
            run.Project,
            remembered.Environment,
            run.IsClosed ? "closed" : "running",
            run.FirstEventAt,
            run.LastEventAt,
            remembered.Finished?.Ending,
            remembered.Finished?.Verdict,
            RunEndpoints.AddressOf(run.Project, run.RunId));
}
