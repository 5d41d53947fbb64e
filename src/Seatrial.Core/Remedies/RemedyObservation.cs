namespace Seatrial.Core.Remedies;

/// <summary>What the world says of a remedy that was asked for.</summary>
public enum RemedyObservation
{
    /// <summary>It was never asked for, or left no trace: it may be asked for (again).</summary>
    NotStarted,

    /// <summary>It is under way: wait for it, do not ask again.</summary>
    UnderWay,

    /// <summary>It ended; asking again with the same key returns the outcome and does nothing.</summary>
    Ended,

    /// <summary>The world cannot be asked.</summary>
    Unknown,
}
