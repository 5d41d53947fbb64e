using System.Collections.Immutable;

namespace Seatrial.Project.Seeding;

/// <summary>Rows that belong together, by a name: a customer with an overdue invoice.</summary>
/// <param name="Name">The story's name.</param>
/// <param name="Rows">Its rows, in the order in which they were written.</param>
public sealed record SeedStory(string Name, ImmutableArray<SeedStoryRow> Rows);
