namespace Seatrial.Core.Flows;

/// <summary>
/// An action that waits for a message which something else causes. The runner begins to listen as soon as
/// <see cref="ListenNames"/> have values, at best before the flow's first step, so that no message is missed.
/// </summary>
public interface IListeningAction : IStepAction
{
    /// <summary>The names that must have values before it can listen: those of the address and the channel.</summary>
    IReadOnlyCollection<string> ListenNames { get; }

    /// <summary>Whether listening begins ahead of the step; not where beginning it is an act of its own, such as a POST.</summary>
    bool BeginsEarly => true;

    /// <summary>Begins to listen; returns when nothing sent from now on can be missed.</summary>
    /// <param name="context">The scope, identity and authentication of the step.</param>
    /// <param name="cancellationToken">Ends the attempt to listen.</param>
    /// <returns>What hears; the runner disposes it.</returns>
    /// <exception cref="StepTransportException">The other side cannot be listened to.</exception>
    /// <exception cref="FlowExpressionException">A value could not be evaluated.</exception>
    ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken);
}
