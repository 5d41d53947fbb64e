using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>Rows of a table point at rows of another, by a foreign key or because the rules say so.</summary>
/// <param name="Table">The table that points.</param>
/// <param name="Columns">The columns that point.</param>
/// <param name="Target">The table pointed at.</param>
/// <param name="TargetColumns">The columns pointed at.</param>
/// <param name="IsVirtual">Whether only the rules say so.</param>
internal sealed record MaskLink(ObjectName Table, ImmutableArray<string> Columns, ObjectName Target, ImmutableArray<string> TargetColumns, bool IsVirtual);
