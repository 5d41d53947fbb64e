namespace Seatrial.Core.Flows;

/// <summary>Executes flows of a project snapshot.</summary>
public interface IFlowRunner
{
    /// <summary>Executes one attempt: its steps, and then, always, the cleanups it registered, last in first out.</summary>
    /// <param name="attempt">What to execute.</param>
    /// <param name="sink">Where to report.</param>
    /// <param name="cancellationToken">Stops the steps; cleanups still run, within a grace period of their own.</param>
    /// <returns>The result; failures of the flow are values, never exceptions.</returns>
    Task<FlowAttemptResult> RunAsync(FlowAttempt attempt, IFlowSink sink, CancellationToken cancellationToken);

    /// <summary>Executes a cleanup that an earlier process registered and did not finish.</summary>
    /// <param name="attempt">The attempt that registered it.</param>
    /// <param name="cleanup">The promise as last journalled.</param>
    /// <param name="isArmed">Whether the step's answer was known; if not, names may be missing.</param>
    /// <param name="cancellationToken">Ends the attempt to clean.</param>
    Task<CleanupResult> CleanAsync(FlowAttempt attempt, CleanupRegistration cleanup, bool isArmed, CancellationToken cancellationToken);

    /// <summary>Takes out of a text what is secret in the flows this runner ran, in every form it may have there: services log what they were sent.</summary>
    /// <param name="text">A text from outside, such as a log record.</param>
    /// <returns>The text without it; the same instance when there was none.</returns>
    string Redact(string text);
}
