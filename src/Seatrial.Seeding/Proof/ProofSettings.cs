using System.Collections.Immutable;

namespace Seatrial.Seeding.Proof;

/// <summary>How a proof is made.</summary>
public sealed record ProofSettings
{
    /// <summary>What fewer people of production share may tell who they are.</summary>
    public int Subjects { get; init; } = 10;

    /// <summary>The probability of any alarm, over all columns together, where nothing leaked.</summary>
    public double ErrorRate { get; init; } = 0.01;

    /// <summary>Columns of production, as <c>schema.table.column</c>, whose values are no secret: lists that everybody may know.</summary>
    public ImmutableHashSet<string> Published { get; init; } = [];

    /// <summary>How many fingerprints are kept, at most; 12 bytes each while production is read, 8 afterwards.</summary>
    public int MostFingerprints { get; init; } = 60_000_000;

    /// <summary>About how many rows of each table the control makes, at least.</summary>
    public int ControlRows { get; init; } = 20_000;
}
