namespace Seatrial.Core.Runs;

/// <summary>Whether the telemetry of a run is all there.</summary>
public enum SignalCompleteness
{
    /// <summary>Every trace's root ended, no parent is missing, and nothing came for the quiet window.</summary>
    Complete,

    /// <summary>The deadline passed while parents were missing or spans still came.</summary>
    Partial,

    /// <summary>Nothing came at all.</summary>
    Absent,

    /// <summary>No intake listens: nothing was expected.</summary>
    NotCollected,
}
