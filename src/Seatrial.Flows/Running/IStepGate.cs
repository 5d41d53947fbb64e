namespace Seatrial.Flows.Running;

/// <summary>Stands before every step of a flow and says what happens next: a person who goes through it step by step.</summary>
public interface IStepGate
{
    /// <summary>The flow it stands in; others run as ever.</summary>
    string FlowId { get; }

    /// <summary>Says what happens next.</summary>
    /// <param name="pause">Where the flow stands.</param>
    /// <param name="cancellationToken">Cancelled with the run.</param>
    Task<StepMove> NextAsync(StepPause pause, CancellationToken cancellationToken);
}
