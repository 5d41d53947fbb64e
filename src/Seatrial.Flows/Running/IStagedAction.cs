using System.Collections.Immutable;
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

    /// <summary>Files that show why the step failed, once it is judged. One that cannot be made says so; that changes no verdict.</summary>
    /// <param name="memory">What its steps keep.</param>
    /// <param name="hasFailed">Whether it failed: if not, there are none, and what was gathered for them is let go.</param>
    /// <param name="redaction">Masks what is kept.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<ImmutableArray<StepAttachment>> AttachAsync(AttemptMemory memory, bool hasFailed, Redaction redaction, CancellationToken cancellationToken);
}
