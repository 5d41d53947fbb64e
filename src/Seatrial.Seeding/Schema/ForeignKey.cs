using System.Collections.Immutable;

namespace Seatrial.Seeding.Schema;

/// <summary>A table's rows point at rows of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">The columns that point.</param>
/// <param name="Target">What they point at.</param>
/// <param name="TargetColumns">The columns they point at, in the same order; not always the primary key.</param>
internal sealed record ForeignKey(string Name, ImmutableArray<string> Columns, ObjectName Target, ImmutableArray<string> TargetColumns)
{
    public ReferentialAction OnDelete { get; init; }

    public ReferentialAction OnUpdate { get; init; }

    /// <summary>Whether either all of its columns are null or none.</summary>
    public bool IsMatchFull { get; init; }

    public Deferrability Deferrability { get; init; }

    /// <summary>Whether the rows that are there were looked at; new ones are, in any case.</summary>
    public bool IsValidated { get; init; } = true;
}
