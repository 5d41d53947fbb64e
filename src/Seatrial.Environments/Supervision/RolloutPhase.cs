namespace Seatrial.Environments.Supervision;

/// <summary>Where a roll-out is. Written to disk before the work it names is begun.</summary>
internal enum RolloutPhase
{
    /// <summary>Services go to their targets, one after another.</summary>
    Forward,

    /// <summary>Something failed: those that had gone return.</summary>
    Undo,

    /// <summary>The outcome is decided and is being told.</summary>
    Concluding,
}
