namespace Seatrial.Seeding.Proof;

/// <summary>A reading of the target that production has, too.</summary>
/// <param name="Print">Its fingerprint.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Probability">How likely it is without production.</param>
/// <param name="Frequency">How many people of production share it.</param>
internal sealed record Hit(ulong Print, string Place, double Probability, Frequency Frequency)
{
    /// <summary>Whether it came in the control.</summary>
    public bool IsKnown { get; init; }
}
