using System.Collections.Immutable;

namespace Seatrial.Seeding.Proof;

/// <summary>An alarm. It holds nothing of production.</summary>
/// <param name="Kind">What was found: <c>value</c>, <c>excess</c>, <c>pair</c>, <c>row</c>, <c>text</c>, <c>profile</c>, <c>sequence</c>.</param>
/// <param name="Place">Where: a column, a file and line.</param>
/// <param name="Reading">In what way it was read, as <see cref="ReadingKind"/> names it in lower case.</param>
/// <param name="Message">What it means, for people.</param>
public sealed record ProofFinding(string Kind, string Place, string Reading, string Message)
{
    /// <summary>How many there are.</summary>
    public long Hits { get; init; }

    /// <summary>How many chance would have brought; null where nothing says.</summary>
    public double? Expected { get; init; }

    /// <summary>How likely it is by chance; null where it is no matter of chance.</summary>
    public double? Probability { get; init; }

    /// <summary>The first 32 bits of keyed fingerprints, whose key is gone: they tell equal ones apart, and nothing else.</summary>
    public ImmutableArray<string> Fingerprints { get; init; } = [];

    /// <summary>Rows of the target.</summary>
    public ImmutableArray<string> Rows { get; init; } = [];
}
