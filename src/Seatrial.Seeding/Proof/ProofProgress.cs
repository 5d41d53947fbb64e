namespace Seatrial.Seeding.Proof;

/// <summary>A table is done.</summary>
/// <param name="Stage">In which stage.</param>
/// <param name="Table">The table.</param>
/// <param name="Rows">How many rows were read.</param>
public sealed record ProofProgress(ProofStage Stage, string Table, long Rows);
