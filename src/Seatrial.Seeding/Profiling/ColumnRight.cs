using System.Collections.Immutable;

namespace Seatrial.Seeding.Profiling;

/// <summary>What may be told of a column's values.</summary>
/// <param name="Known">The values that the structure itself names: labels, lists in checks; null when it names none.</param>
/// <param name="MayShow">Whether values that many share may be told.</param>
/// <param name="IsAllowed">Whether that is so because the user said it.</param>
/// <param name="IsUnique">Whether the structure says that no two are the same.</param>
internal sealed record ColumnRight(ImmutableArray<string>? Known, bool MayShow, bool IsAllowed, bool IsUnique);
