namespace Seatrial.Seeding.Proof;

/// <summary>One question of a proof, and how likely its answer is where nothing leaked.</summary>
/// <param name="Column">The column's place; -1 for pairs and rows.</param>
/// <param name="Kind">In what way texts were read.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Probability">How likely the answer, or a worse one, is by chance.</param>
internal sealed record ProofTest(int Column, ReadingKind Kind, ProofQuestion Question, double Probability)
{
    public required TargetTable Table { get; init; }

    public required TargetTally Tally { get; init; }

    /// <summary>How many hits chance would have brought; null where no control says.</summary>
    public double? Expected { get; init; }
}
