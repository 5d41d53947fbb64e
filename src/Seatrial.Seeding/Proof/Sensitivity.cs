namespace Seatrial.Seeding.Proof;

/// <summary>How surely a proof finds a value in some disguise: what was planted, and what of it was found.</summary>
/// <param name="Disguise">What was done to the value.</param>
/// <param name="Planted">How many invented values were planted, each alone in a column.</param>
/// <param name="Caught">How many of them were found.</param>
/// <param name="RealPlanted">How many rare values of production were planted.</param>
/// <param name="RealCaught">How many of them were found: the others could be chance.</param>
public sealed record Sensitivity(string Disguise, int Planted, int Caught, int RealPlanted, int RealCaught)
{
    /// <summary>How many of the invented values must be found; else the proof proves nothing.</summary>
    public int Required { get; init; } = Planted;
}
