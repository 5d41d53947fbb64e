namespace Seatrial.Seeding.Planning;

/// <summary>What of a stretch stands in a cell.</summary>
internal enum SlotPart
{
    /// <summary>From one end to the other.</summary>
    Range,

    /// <summary>The same, as a list of one.</summary>
    Ranges,

    /// <summary>Where it begins.</summary>
    Low,

    /// <summary>Where it ends.</summary>
    High,
}
