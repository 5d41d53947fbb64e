namespace Seatrial.Seeding.Proof;

/// <summary>How many people of production share something.</summary>
internal enum Frequency : byte
{
    /// <summary>Nobody: it is not in production.</summary>
    None,

    /// <summary>So few that it may tell who they are.</summary>
    Rare,

    /// <summary>Many.</summary>
    Common,
}
