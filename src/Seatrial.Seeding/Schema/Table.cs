using System.Collections.Immutable;

namespace Seatrial.Seeding.Schema;

/// <summary>A table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Table(ObjectName Name, TableKind Kind)
{
    /// <summary>Its columns, in their order.</summary>
    public ImmutableArray<Column> Columns { get; init; } = [];

    /// <summary>What may be there only once: the primary key, unique constraints and unique indexes.</summary>
    public ImmutableArray<UniqueKey> UniqueKeys { get; init; } = [];

    /// <summary>What it points at.</summary>
    public ImmutableArray<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>What its rows must satisfy.</summary>
    public ImmutableArray<CheckConstraint> Checks { get; init; } = [];

    /// <summary>What no two rows may both be.</summary>
    public ImmutableArray<ExclusionConstraint> Exclusions { get; init; } = [];

    /// <summary>How its rows are spread over partitions; null when they are not.</summary>
    public Partitioning? Partitioning { get; init; }

    /// <summary>What it is a partition of.</summary>
    public PartitionBound? PartitionOf { get; init; }

    /// <summary>The tables whose columns it has by inheritance; its rows show in them.</summary>
    public ImmutableArray<ObjectName> Inherits { get; init; } = [];

    /// <summary>What the database does of itself when rows change.</summary>
    public ImmutableArray<Trigger> Triggers { get; init; } = [];

    /// <summary>What becomes of statements before they are executed, as written.</summary>
    public ImmutableArray<NamedText> Rules { get; init; } = [];

    /// <summary>Which rows a role sees and may write.</summary>
    public RowSecurity RowSecurity { get; init; } = RowSecurity.None;

    /// <summary>The primary key, or null.</summary>
    public UniqueKey? PrimaryKey => UniqueKeys.FirstOrDefault(static k => k.IsPrimary);

    /// <summary>The column of a name.</summary>
    public Column Column(string name) => Columns.First(c => c.Name == name);
}
