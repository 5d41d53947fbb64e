namespace Seatrial.Seeding.Profiles;

/// <summary>What is known of a column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NullFraction">The share of rows without a value, 0 to 1.</param>
internal sealed record ColumnProfile(string Name, double NullFraction)
{
    /// <summary>How many different values there are for each row that has one: 1 when all differ; null when it is not known.</summary>
    public double? DistinctShare { get; init; }

    /// <summary>What its values are like; null when too few are there to tell.</summary>
    public ValueShape? Shape { get; init; }
}
