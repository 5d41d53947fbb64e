namespace Seatrial.Core.Runs;

/// <summary>Whether a run may act on its verdict.</summary>
public enum RunMode
{
    /// <summary>Decides, and acts.</summary>
    Enforce,

    /// <summary>Decides and records what it would have done; does not act.</summary>
    Shadow,
}
