namespace Seatrial.Seeding.Values;

/// <summary>What came of looking for a maker of unique values.</summary>
internal abstract record UniqueMakerResult
{
    private UniqueMakerResult()
    {
    }

    /// <summary>There is one.</summary>
    /// <param name="Maker">It.</param>
    public sealed record Made(IUniqueMaker Maker) : UniqueMakerResult;

    /// <summary>There is none.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(MakerRefusal Refusal) : UniqueMakerResult;
}
