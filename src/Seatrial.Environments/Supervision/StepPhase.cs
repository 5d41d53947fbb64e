namespace Seatrial.Environments.Supervision;

/// <summary>Where one service of a roll-out is. Written to disk before the work it names is begun.</summary>
internal enum StepPhase
{
    /// <summary>Nothing happened yet.</summary>
    Pending,

    /// <summary>The candidate is started and awaited.</summary>
    Starting,

    /// <summary>The candidate serves as far as we are concerned; the gateway is being told.</summary>
    Switching,

    /// <summary>The gateway knows; the old instance finishes what it has and is stopped.</summary>
    Draining,

    /// <summary>Done.</summary>
    Done,

    /// <summary>The candidate failed and is gone; what served before still serves.</summary>
    Failed,
}
