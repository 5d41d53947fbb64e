using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Seeding;

/// <summary>What is wanted of a column.</summary>
/// <param name="Name">The column.</param>
public sealed record SeedColumnRule(string Name)
{
    /// <summary>The only values there are, and how often each; empty for any.</summary>
    public ImmutableArray<SeedChoice> Choices { get; init; } = [];

    /// <summary>The least value.</summary>
    public string? Low { get; init; }

    /// <summary>The greatest value.</summary>
    public string? High { get; init; }

    /// <summary>The regular expression that texts match as a whole.</summary>
    public string? Pattern { get; init; }

    /// <summary>What texts mean, such as <c>email</c>.</summary>
    public string? Meaning { get; init; }

    /// <summary>The share of rows without a value, 0 to 1; null for production's.</summary>
    public double? Nulls { get; init; }

    /// <summary>Whether no two rows have the same.</summary>
    public bool IsUnique { get; init; }

    /// <summary>The table that it points at, though no foreign key says so.</summary>
    public string? Table { get; init; }

    /// <summary>The column of that table.</summary>
    public string? TableColumn { get; init; }

    /// <summary>Where it was written; nowhere once it was kept.</summary>
    [JsonIgnore]
    public SourceSpan Span { get; init; }
}
