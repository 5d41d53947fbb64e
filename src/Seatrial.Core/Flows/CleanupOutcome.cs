namespace Seatrial.Core.Flows;

/// <summary>How a cleanup ended.</summary>
public enum CleanupOutcome
{
    /// <summary>What the step made is gone.</summary>
    Done,

    /// <summary>The step certainly made nothing.</summary>
    NotNeeded,

    /// <summary>The cleanup ran and failed: something is left behind.</summary>
    Failed,

    /// <summary>The step may have made something that cannot be named.</summary>
    InDoubt,
}
