using Seatrial.Core.Flows;

namespace Seatrial.Flows.Running;

/// <summary>An action that needs a stage of our own to act on, such as a browser: the time it takes to set that up is not the product's.</summary>
internal interface IStagedAction : IStepAction
{
    /// <summary>Sets up what it acts on, unless that is there already. Runs while the clocks of the deadlines stand still.</summary>
    /// <param name="context">The scope of the step.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EvidenceMissingException">It cannot be set up.</exception>
    Task StageAsync(StepContext context, CancellationToken cancellationToken);

    /// <summary>Acts once.</summary>
    /// <param name="context">The scope of the step.</param>
    /// <param name="redaction">Masks what it reads, before it is cut.</param>
    /// <param name="cancellationToken">Ends the action at the nearest deadline or when the run is cancelled.</param>
    ValueTask<StepAnswer> ExecuteAsync(StepContext context, Redaction redaction, CancellationToken cancellationToken);
}
