namespace Seatrial.Seeding.Proof;

/// <summary>A run that has rows in a target.</summary>
/// <param name="Run">Its name.</param>
/// <param name="Seed">What made its values.</param>
/// <param name="Started">When it began.</param>
public sealed record ProofRun(string Run, ulong Seed, DateTimeOffset Started);
