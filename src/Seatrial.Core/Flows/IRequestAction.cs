namespace Seatrial.Core.Flows;

/// <summary>An action that is done by asking for something: a request and its answer.</summary>
public interface IRequestAction : IStepAction
{
    /// <summary>Acts once.</summary>
    /// <param name="context">The scope, identity and authentication of the step.</param>
    /// <param name="cancellationToken">Ends the action at the nearest deadline or when the run is cancelled.</param>
    /// <returns>The answer, whatever it says; judging it is the runner's work.</returns>
    /// <exception cref="StepTransportException">No answer came.</exception>
    /// <exception cref="FlowExpressionException">A value could not be evaluated.</exception>
    ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken);
}
