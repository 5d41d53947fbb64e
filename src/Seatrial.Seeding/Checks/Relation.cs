using System.Collections.Immutable;

namespace Seatrial.Seeding.Checks;

/// <summary>A comparison between columns of a row.</summary>
/// <param name="Sides">The same comparison, solved for each column for which that can be done.</param>
/// <param name="Columns">The columns in it.</param>
internal sealed record Relation(ImmutableArray<Side> Sides, ImmutableArray<string> Columns);
