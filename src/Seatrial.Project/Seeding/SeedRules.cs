using System.Collections.Immutable;

namespace Seatrial.Project.Seeding;

/// <summary>What somebody wants of seeded rows beyond what production's profile says. Kept with the run, so that its rows can be found again.</summary>
public sealed record SeedRules
{
    /// <summary>How the names of files of rules end.</summary>
    public const string Suffix = ".seed.yaml";

    /// <summary>The language of names and places, such as <c>de</c>; null for the usual one.</summary>
    public string? Locale { get; init; }

    /// <summary>What is said of tables.</summary>
    public ImmutableArray<SeedTableRule> Tables { get; init; } = [];

    /// <summary>Rows that are wanted by name.</summary>
    public ImmutableArray<SeedStory> Stories { get; init; } = [];
}
