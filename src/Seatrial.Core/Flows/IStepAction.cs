namespace Seatrial.Core.Flows;

/// <summary>What a step does, bound and ready. Immutable and thread-safe; one per step of a project snapshot.</summary>
public interface IStepAction
{
    /// <summary>The action as the user wrote it, in one line, such as <c>POST {{ orders }}/orders</c>; safe to show.</summary>
    string Summary { get; }

    /// <summary>The service it addresses, or null when that is not known before it runs.</summary>
    string? Target { get; }

    /// <summary>Whether repeating it after a network error can do no harm (GET, HEAD, PUT, DELETE, OPTIONS for HTTP).</summary>
    bool IsIdempotent { get; }

    /// <summary>The names its values read.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Acts once.</summary>
    /// <param name="context">The scope, identity and authentication of the step.</param>
    /// <param name="cancellationToken">Ends the action at the nearest deadline or when the run is cancelled.</param>
    /// <returns>The answer, whatever it says; judging it is the runner's work.</returns>
    /// <exception cref="StepTransportException">No answer came.</exception>
    /// <exception cref="FlowExpressionException">A value could not be evaluated.</exception>
    ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken);
}
