using System.Collections.Immutable;

namespace Seatrial.Seeding.Proof;

/// <summary>What there is in a database to be scanned.</summary>
internal sealed record ScanContents
{
    /// <summary>Everything that stores rows.</summary>
    public ImmutableArray<ScanTable> Tables { get; init; } = [];

    /// <summary>Texts beside the rows.</summary>
    public ImmutableArray<ScanText> Texts { get; init; } = [];

    /// <summary>Where sequences stand.</summary>
    public ImmutableArray<ScanSequence> Sequences { get; init; } = [];

    /// <summary>The names of all things: of tables, columns, constraints, types.</summary>
    public ImmutableHashSet<string> Names { get; init; } = [];

    /// <summary>What else stores data and cannot be scanned, each with the reason.</summary>
    public ImmutableArray<string> Unscanned { get; init; } = [];
}
