using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiles;

/// <summary>
/// What is known of a production database outside of it: its structure's fingerprint, and statistics of which each was
/// released under a threshold. It holds no row, and no value that few people have.
/// </summary>
/// <param name="Engine">Which engine it was.</param>
/// <param name="Structure">The structure it was taken of.</param>
/// <param name="Disclosure">Under which thresholds.</param>
internal sealed record SeedProfile(DatabaseEngine Engine, StructurePrint Structure, Disclosure Disclosure)
{
    /// <summary>The version of the file's format that is written, and the only one that is read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the file's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The day on which it was taken: times of rows are kept as distances from it.</summary>
    public required DateOnly TakenOn { get; init; }

    /// <summary>Its tables, by name.</summary>
    public ImmutableArray<TableProfile> Tables { get; init; } = [];

    /// <summary>What is known of a table, or null.</summary>
    public TableProfile? Find(ObjectName name) => Tables.FirstOrDefault(t => t.Name == name);
}
