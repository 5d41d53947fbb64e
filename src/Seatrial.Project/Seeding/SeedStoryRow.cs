using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Seeding;

/// <summary>A row of a story.</summary>
/// <param name="Name">The row's name in the story.</param>
/// <param name="Table">The table as written.</param>
public sealed record SeedStoryRow(string Name, string Table)
{
    /// <summary>What stands in it; the rest is made as in other rows.</summary>
    public ImmutableArray<SeedStoryCell> Cells { get; init; } = [];

    /// <summary>Where it was written; nowhere once it was kept.</summary>
    [JsonIgnore]
    public SourceSpan Span { get; init; }
}
