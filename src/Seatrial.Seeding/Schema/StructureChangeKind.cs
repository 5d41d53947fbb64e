namespace Seatrial.Seeding.Schema;

/// <summary>How a thing differs.</summary>
public enum StructureChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It is not as it was.</summary>
    Changed,
}
