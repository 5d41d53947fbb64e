using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>A table whose rows are taken.</summary>
/// <param name="Source">As it is where they come from.</param>
/// <param name="Target">As it is where they go.</param>
/// <param name="Columns">The columns that are taken, and what becomes of them.</param>
internal sealed record MaskTable(Table Source, Table Target, ImmutableArray<MaskColumn> Columns)
{
    public ObjectName Name => Target.Name;
}
