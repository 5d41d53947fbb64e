namespace Seatrial.Flows.Tracing;

/// <summary>How a clause stands by what has come so far. Signals are only ever added.</summary>
internal enum ClauseState
{
    /// <summary>It holds, whatever still comes.</summary>
    Holds,

    /// <summary>It holds, unless something comes that breaks it.</summary>
    HoldsSoFar,

    /// <summary>It does not hold yet.</summary>
    Open,

    /// <summary>It does not hold, whatever still comes.</summary>
    Broken,
}
