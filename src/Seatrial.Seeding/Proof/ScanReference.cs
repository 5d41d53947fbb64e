using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>A table's rows point at rows of a table.</summary>
/// <param name="Columns">The columns that point.</param>
/// <param name="Target">What they point at.</param>
/// <param name="TargetColumns">The columns they point at.</param>
internal sealed record ScanReference(ImmutableArray<string> Columns, ObjectName Target, ImmutableArray<string> TargetColumns);
