using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>
/// Arranges a run for reading while it is driven: what is seen here was appended just before, so the run need not be read
/// from its journal again when it ends.
/// </summary>
/// <remarks>Passes on all it sees. Events of a run come one after another.</remarks>
/// <param name="recordedRunId">The run; others, such as the child that verifies its remedy, are only passed on.</param>
/// <param name="next">Watches too, or null.</param>
public sealed class RunReportRecorder(string recordedRunId, IRunObserver? next) : IRunObserver
{
    private readonly RunReportBuilder _builder = new(keepsSteps: false);

    /// <inheritdoc/>
    public void OnEvent(string runId, RunEvent runEvent)
    {
        if (string.Equals(runId, recordedRunId, StringComparison.Ordinal))
        {
            _builder.Add(runEvent);
        }

        next?.OnEvent(runId, runEvent);
    }

    /// <inheritdoc/>
    public void OnStepStarted(string runId, string flowId, int stepIndex, string stepName) => next?.OnStepStarted(runId, flowId, stepIndex, stepName);

    /// <inheritdoc/>
    public void OnActivity(string runId, string activity) => next?.OnActivity(runId, activity);

    /// <summary>The run as reports show it, its steps to be fetched from the journal when a report comes to them.</summary>
    /// <param name="state">The run as it was driven to its end.</param>
    /// <param name="journal">The journal it stands in.</param>
    /// <returns>The run; null when not every event of it was seen here, as after a crash: it is then to be read.</returns>
    public RunReport? Build(RunState state, IJournal journal)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(journal);
        return _builder.Count == state.Sequence && state.Request is not null ? _builder.Build(state) with { Journal = journal } : null;
    }
}
