using Seatrial.Core.Triage;

namespace Seatrial.Core.Flows;

/// <summary>Where a runner reports while an attempt runs. Calls of one attempt come one after another.</summary>
public interface IFlowSink
{
    /// <summary>Whether files that show why a step failed are kept: if not, none need be made.</summary>
    bool KeepsAttachments => false;

    /// <summary>A step starts. Nothing is stored; its trace is announced and the live view told.</summary>
    /// <param name="stepIndex">The step, from 0.</param>
    /// <param name="stepName">Its name.</param>
    /// <param name="traceId">The trace its requests will belong to, so that its telemetry is expected; null when it makes none.</param>
    void StepStarted(int stepIndex, string stepName, string? traceId);

    /// <summary>What has come so far of the telemetry of a trace that was announced.</summary>
    /// <param name="traceId">The trace.</param>
    /// <returns>What is known now; null where no telemetry is taken in.</returns>
    TraceSignals? FindTrace(string traceId) => null;

    /// <summary>A step ended. Stored in batches.</summary>
    /// <param name="step">The masked record.</param>
    /// <param name="exchange">The masked last exchange, or null.</param>
    /// <param name="cancellationToken">Cancels waiting for room.</param>
    ValueTask StepFinishedAsync(StepRecord step, StepExchange? exchange, CancellationToken cancellationToken);

    /// <summary>Registers a cleanup. On disk when this returns: only then may the step act.</summary>
    /// <param name="cleanup">The promise.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask RegisterCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken);

    /// <summary>Completes a registered cleanup with what the step's answer told. On disk when this returns.</summary>
    /// <param name="cleanup">The promise with its full scope.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask ArmCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken);

    /// <summary>A cleanup ended. On disk when this returns.</summary>
    /// <param name="cleanupId">The cleanup.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask CleanupFinishedAsync(string cleanupId, CleanupResult result, CancellationToken cancellationToken);
}
