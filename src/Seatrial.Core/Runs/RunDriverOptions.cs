namespace Seatrial.Core.Runs;

/// <summary>How a driver drives.</summary>
public sealed record RunDriverOptions
{
    /// <summary>Who drives: unique to a process, shown in the journal.</summary>
    public required string Owner { get; init; }

    /// <summary>How long a lease lasts unless renewed; no effect may take longer.</summary>
    /// <value>Default 90 s.</value>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How often a run that has nothing to lose yet is tried to be opened while that may still go well, before it ends without a verdict on the product.</summary>
    /// <value>1 or more; default 5.</value>
    public int OpenAttempts { get; init; } = 5;

    /// <summary>How long it waits between two of them.</summary>
    /// <value>Default 2 s.</value>
    public TimeSpan OpenAgainAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Overrides the policy's number of flows at once.</summary>
    /// <value>1 to 256; null leaves it to the policy.</value>
    public int? Parallel { get; init; }
}
