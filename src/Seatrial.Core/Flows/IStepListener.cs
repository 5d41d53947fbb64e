namespace Seatrial.Core.Flows;

/// <summary>What a step listens with. Messages that come before anybody asks are kept, up to a bound it states in its failure.</summary>
public interface IStepListener : IAsyncDisposable
{
    /// <summary>The next message, in the order they came; waits for one.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the listening.</param>
    /// <exception cref="StepTransportException">The connection broke, or more came than is kept.</exception>
    ValueTask<StepAnswer> NextAsync(CancellationToken cancellationToken);
}
