namespace Seatrial.Core.Flows;

/// <summary>An action got no answer.</summary>
/// <param name="fault">How the attempt ended.</param>
/// <param name="mayHaveArrived">Whether the other side may have acted on the request all the same.</param>
/// <param name="message">What was attempted and what happened.</param>
/// <param name="exchange">What was sent, if anything was.</param>
/// <param name="innerException">The cause.</param>
public sealed class StepTransportException(
    TransportFault fault,
    bool mayHaveArrived,
    string message,
    StepExchange? exchange = null,
    Exception? innerException = null)
    : SeatrialException("step-transport", message, isTransient: true, innerException)
{
    /// <summary>How the attempt ended.</summary>
    public TransportFault Fault { get; } = fault;

    /// <summary>Whether the other side may have acted on the request all the same.</summary>
    public bool MayHaveArrived { get; } = mayHaveArrived;

    /// <summary>Whether an answer had begun: the other side lives, although nothing whole came.</summary>
    public bool HasAnswered { get; init; }

    /// <summary>What was still going on when the deadline passed, such as <c>the command still ran</c>; null for an answer that did not come.</summary>
    public string? Unfinished { get; init; }

    /// <summary>What was sent, if anything was.</summary>
    public StepExchange? Exchange { get; } = exchange;
}
