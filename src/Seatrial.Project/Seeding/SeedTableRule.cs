using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Seeding;

/// <summary>What is wanted of a table.</summary>
/// <param name="Name">The table as written, with its schema or without.</param>
public sealed record SeedTableRule(string Name)
{
    /// <summary>How many rows, whatever the scale.</summary>
    public long? Rows { get; init; }

    /// <summary>How many rows for each that the run's scale gives.</summary>
    public double? Scale { get; init; }

    /// <summary>Whether it gets no rows.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>What is wanted of its columns.</summary>
    public ImmutableArray<SeedColumnRule> Columns { get; init; } = [];

    /// <summary>Where it was written; nowhere once it was kept.</summary>
    [JsonIgnore]
    public SourceSpan Span { get; init; }
}
