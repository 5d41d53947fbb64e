using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding;

/// <summary>What a plan fills a database with, for people and programs.</summary>
/// <param name="Run">Whose rows they are.</param>
/// <param name="Seed">What makes the values.</param>
/// <param name="Tables">The tables, in an order in which they could be filled.</param>
/// <param name="Refusals">Why it cannot be done, one text each with what to do about it; empty when it can.</param>
public sealed record SeedSummary(string Run, ulong Seed, ImmutableArray<SeedSummary.TableRows> Tables, ImmutableArray<string> Refusals)
{
    /// <summary>How many rows there are in all.</summary>
    public long Rows => Tables.Sum(static t => t.Rows);

    /// <summary>The rows that were wanted by name; only where rows have their keys already.</summary>
    public ImmutableArray<StoryRow> Stories { get; init; } = [];

    /// <summary>A row that was wanted by name.</summary>
    /// <param name="Story">The story's name.</param>
    /// <param name="Name">The row's name in it.</param>
    /// <param name="Table">The table.</param>
    /// <param name="Values">What stands in it, by column, as the engine writes it; what the database computes is not there.</param>
    public sealed record StoryRow(string Story, string Name, ObjectName Table, ImmutableArray<KeyValuePair<string, string?>> Values);

    /// <summary>What a table gets.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Rows">How many rows.</param>
    /// <param name="Level">Which tables are filled at the same time: those of one level.</param>
    /// <param name="Notes">What is worth knowing.</param>
    public sealed record TableRows(ObjectName Table, long Rows, int Level, ImmutableArray<string> Notes);
}
