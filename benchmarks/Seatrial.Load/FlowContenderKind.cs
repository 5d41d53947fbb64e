namespace Seatrial.Load;

/// <summary>What a contender is, and so what its figure says.</summary>
internal enum FlowContenderKind
{
    /// <summary>Seatrial.</summary>
    Ours,

    /// <summary>A bare client: what no runner can beat.</summary>
    Limit,

    /// <summary>Runs flows and judges them, as we do.</summary>
    Functional,

    /// <summary>Makes load; shown beside.</summary>
    Load,
}
