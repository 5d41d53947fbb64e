using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>Rows that were wanted by name.</summary>
/// <param name="Name">The story's name.</param>
/// <param name="Rows">Its rows: their names, their tables, and which rows of those they are.</param>
internal sealed record PlannedStory(string Name, ImmutableArray<(string Name, ObjectName Table, long Row)> Rows);
