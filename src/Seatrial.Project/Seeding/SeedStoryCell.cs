using System.Text.Json.Serialization;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Seeding;

/// <summary>A value of a story's row.</summary>
/// <param name="Column">The column; for another row also the table that is pointed at.</param>
/// <param name="Value">The value as written; null for none.</param>
public sealed record SeedStoryCell(string Column, string? Value)
{
    /// <summary>The row of the story that it points at, by name; null when it is a value.</summary>
    public string? Row { get; init; }

    /// <summary>Where it was written; nowhere once it was kept.</summary>
    [JsonIgnore]
    public SourceSpan Span { get; init; }
}
