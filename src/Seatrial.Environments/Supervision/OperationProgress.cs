namespace Seatrial.Environments.Supervision;

/// <summary>How far an operation is.</summary>
public enum OperationProgress
{
    /// <summary>It is being done.</summary>
    UnderWay,

    /// <summary>It was done.</summary>
    Succeeded,

    /// <summary>It was tried and did not succeed; what ran before runs again, unless the detail says otherwise.</summary>
    Failed,

    /// <summary>It was not tried: what runs is not what the request said.</summary>
    Refused,
}
