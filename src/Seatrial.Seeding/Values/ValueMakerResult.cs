namespace Seatrial.Seeding.Values;

/// <summary>What came of looking for a maker of values.</summary>
internal abstract record ValueMakerResult
{
    private ValueMakerResult()
    {
    }

    /// <summary>There is one.</summary>
    /// <param name="Maker">It.</param>
    public sealed record Made(IValueMaker Maker) : ValueMakerResult
    {
        /// <summary>What people should know of it, such as that it makes nothing but nulls; null when there is nothing to say.</summary>
        public string? Note { get; init; }
    }

    /// <summary>There is none.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(MakerRefusal Refusal) : ValueMakerResult;
}
