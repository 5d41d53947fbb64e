namespace Seatrial.Core.Runs;

/// <summary>How a driver drives.</summary>
public sealed record RunDriverOptions
{
    /// <summary>Who drives: unique to a process, shown in the journal.</summary>
    public required string Owner { get; init; }

    /// <summary>How long a lease lasts unless renewed; no effect may take longer.</summary>
    /// <value>Default 90 s.</value>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Overrides the policy's number of flows at once.</summary>
    /// <value>1 to 256; null leaves it to the policy.</value>
    public int? Parallel { get; init; }
}
