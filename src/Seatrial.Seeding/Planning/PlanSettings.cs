using Seatrial.Project.Seeding;

namespace Seatrial.Seeding.Planning;

/// <summary>What a user asked for.</summary>
public sealed record PlanSettings
{
    /// <summary>How many rows for each of production's; above 0.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>How many rows in all, instead of a scale.</summary>
    public long? Rows { get; init; }

    /// <summary>Another seed makes other values.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whose rows they are; it may stand in values, such as e-mail addresses.</summary>
    public required string Run { get; init; }

    /// <summary>The day that times are counted from.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The language of names and places.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>What is wanted beyond what the profile says; null for nothing.</summary>
    public SeedRules? Rules { get; init; }

    /// <summary>No table gets more, whatever its scale: for a rehearsal.</summary>
    public long MostRows { get; init; } = long.MaxValue;
}
