namespace Seatrial.Core.Runs;

/// <summary>What started a run.</summary>
public enum RunTrigger
{
    /// <summary>A deployment landed.</summary>
    Deployment,

    /// <summary>Somebody asked.</summary>
    OnDemand,

    /// <summary>A remedy is to be verified; the run has a parent.</summary>
    Remedy,
}
