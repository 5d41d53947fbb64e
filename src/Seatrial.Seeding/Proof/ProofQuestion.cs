namespace Seatrial.Seeding.Proof;

/// <summary>What is asked of what was found.</summary>
internal enum ProofQuestion
{
    /// <summary>Is there any that cannot be chance?</summary>
    Impossible,

    /// <summary>Are there more that few people of production share than in the control?</summary>
    TooManyRare,

    /// <summary>Are there more that many people of production share than in the control?</summary>
    TooManyCommon,
}
