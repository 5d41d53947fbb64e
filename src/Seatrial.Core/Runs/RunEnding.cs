namespace Seatrial.Core.Runs;

/// <summary>How a run closed.</summary>
public enum RunEnding
{
    /// <summary>With a verdict.</summary>
    Verdict,

    /// <summary>The version changed under it: nothing can be said of the one it was about.</summary>
    Void,

    /// <summary>A newer deployment took its place.</summary>
    Superseded,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}
