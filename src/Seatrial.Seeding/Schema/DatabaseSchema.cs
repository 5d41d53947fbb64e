using System.Collections.Immutable;

namespace Seatrial.Seeding.Schema;

/// <summary>The structure of a database, whatever engine it lives in: all that decides which rows it takes.</summary>
/// <param name="Engine">Which engine.</param>
internal sealed record DatabaseSchema(DatabaseEngine Engine)
{
    /// <summary>Its tables by name, the partitions of partitioned ones among them.</summary>
    public ImmutableArray<Table> Tables { get; init; } = [];

    /// <summary>The types it defines itself.</summary>
    public ImmutableArray<UserType> Types { get; init; } = [];

    /// <summary>What only shows other tables' rows.</summary>
    public ImmutableArray<ObjectName> Views { get; init; } = [];

    /// <summary>The table of a name, or null.</summary>
    public Table? Find(ObjectName name) => Tables.FirstOrDefault(t => t.Name == name);

    /// <summary>The type of a name, or null.</summary>
    public UserType? FindType(ObjectName name) => Types.FirstOrDefault(t => t.Name == name);

    /// <summary>The table that rows of this one are written through: itself, or what it is a partition of.</summary>
    public Table RootOf(Table table)
    {
        while (table.PartitionOf is { } bound && Find(bound.Parent) is { } parent)
        {
            table = parent;
        }

        return table;
    }
}
