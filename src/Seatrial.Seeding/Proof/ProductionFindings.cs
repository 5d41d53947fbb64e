using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>What is known of production while a proof lasts: fingerprints in memory, and the words of its structure.</summary>
internal sealed class ProductionFindings
{
    public required FingerprintKey Key { get; init; }

    public required FingerprintIndex Index { get; init; }

    public required ScanContents Contents { get; init; }

    public required IReadOnlyDictionary<ObjectName, TableLayout> Layouts { get; init; }

    /// <summary>How many different readings there are, by their domain; those of a table that production lacks are not in it.</summary>
    public required IReadOnlyDictionary<uint, long> Counts { get; init; }

    /// <summary>How many rows were read.</summary>
    public required long Rows { get; init; }

    /// <summary>Invented values that were added as if production had them.</summary>
    public required ImmutableArray<Canary> Canaries { get; init; }

    /// <summary>Some real values, to try how surely they would be found. They are in memory only.</summary>
    public required ImmutableArray<string> Samples { get; init; }

    /// <summary>What of production could not be read, and can therefore not be looked for.</summary>
    public required ImmutableArray<string> Unread { get; init; }

    public long CountOf(uint domain) => Counts.GetValueOrDefault(domain);
}
