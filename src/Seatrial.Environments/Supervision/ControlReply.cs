namespace Seatrial.Environments.Supervision;

/// <summary>What a supervisor answers, one line of JSON.</summary>
internal sealed record ControlReply
{
    /// <summary>Why it could not be done; null when it was.</summary>
    public string? Error { get; init; }

    /// <summary>Whether another operation is in the way.</summary>
    public bool IsBusy { get; init; }

    public SupervisorStatus? Status { get; init; }

    public OperationReport? Operation { get; init; }

    public static ControlReply Fault(string error) => new() { Error = error };

    public static ControlReply Busy(string error) => new() { Error = error, IsBusy = true };
}
