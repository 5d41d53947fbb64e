using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiles;

/// <summary>What is known of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">About how many rows it has: noised, and rounded to two digits.</param>
internal sealed record TableProfile(ObjectName Name, long Rows)
{
    /// <summary>Its columns, in their order.</summary>
    public ImmutableArray<ColumnProfile> Columns { get; init; } = [];

    /// <summary>How many of its rows belong to one of another table, by foreign key.</summary>
    public ImmutableArray<FanOut> FanOuts { get; init; } = [];

    /// <summary>Which times come before which.</summary>
    public ImmutableArray<TimeOrder> TimeOrders { get; init; } = [];

    /// <summary>Which numbers go together.</summary>
    public ImmutableArray<Correlation> Correlations { get; init; } = [];

    /// <summary>What is known of a column, or null.</summary>
    public ColumnProfile? Find(string column) => Columns.FirstOrDefault(c => c.Name == column);
}
