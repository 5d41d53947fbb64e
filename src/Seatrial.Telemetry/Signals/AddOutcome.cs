namespace Seatrial.Telemetry.Signals;

/// <summary>What became of a signal handed to the store.</summary>
internal enum AddOutcome
{
    /// <summary>It is kept, and was not known before.</summary>
    Stored,

    /// <summary>It was known before.</summary>
    Duplicate,

    /// <summary>A bound left no room for it.</summary>
    Dropped,
}
