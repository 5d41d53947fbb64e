using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>What a database is filled with.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Tables">The tables, in an order in which they could be filled.</param>
/// <param name="Levels">The groups of tables by level: a level needs only those before it, and the tables of a group need each other.</param>
/// <param name="Refusals">Why it cannot be done; empty when it can.</param>
internal sealed record SeedPlan(
    PlanSettings Settings,
    ImmutableArray<TablePlan> Tables,
    ImmutableArray<ImmutableArray<ImmutableArray<ObjectName>>> Levels,
    ImmutableArray<Refusal> Refusals)
{
    /// <summary>How many rows there are in all.</summary>
    public long Rows => Tables.Sum(static t => t.Rows);

    /// <summary>Whether all must be there before the database looks: it has conditions of its own at the end of a transaction.</summary>
    public bool IsOneTransaction => Tables.Any(static t => t.Table.Triggers.Any(static g => g is { IsConstraint: true, IsOnInsert: true, IsDisabled: false } && g.Text.Contains(" DEFERRABLE ", StringComparison.Ordinal)));

    /// <summary>The rows that were wanted by name.</summary>
    public ImmutableArray<PlannedStory> Stories { get; init; } = [];

    /// <summary>The plan of a table.</summary>
    public TablePlan this[ObjectName name] => Tables.First(t => t.Name == name);
}
