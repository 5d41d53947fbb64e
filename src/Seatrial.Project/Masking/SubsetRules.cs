using System.Collections.Immutable;

namespace Seatrial.Project.Masking;

/// <summary>Which rows are taken: some that are named, what they point at, and what points at them.</summary>
/// <param name="Roots">The rows that are named.</param>
/// <param name="Children">How many rows of a table are taken for each row they point at; those that are not here, all.</param>
/// <param name="MostRows">More are refused.</param>
public sealed record SubsetRules(ImmutableArray<SubsetRoot> Roots, ImmutableDictionary<string, int> Children, int MostRows)
{
    /// <summary>The most rows where nothing else is said: their places are kept in memory, about 40 bytes each.</summary>
    public const int UsuallyMost = 1_000_000;

    /// <summary>No roots yet.</summary>
    public static SubsetRules Empty { get; } = new([], ImmutableDictionary<string, int>.Empty, UsuallyMost);
}
