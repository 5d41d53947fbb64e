using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding;

/// <summary>What was taken from one database into another, for people and programs. It holds no value.</summary>
/// <param name="Run">Whose rows they are.</param>
/// <param name="KeyId">Tells the key from others.</param>
/// <param name="IsKeyForgotten">Whether nobody has the key any more.</param>
/// <param name="Tables">What each table got.</param>
/// <param name="Columns">What became of each column.</param>
/// <param name="Refusals">Why nothing was done; empty when it was.</param>
public sealed record MaskSummary(string Run, string KeyId, bool IsKeyForgotten, ImmutableArray<MaskSummary.TableRows> Tables, ImmutableArray<MaskSummary.ColumnRule> Columns, ImmutableArray<string> Refusals)
{
    /// <summary>How many rows there are in all.</summary>
    public long Rows => Tables.Sum(static t => t.Rows);

    /// <summary>What a table got.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Rows">How many rows.</param>
    public sealed record TableRows(ObjectName Table, long Rows);

    /// <summary>What became of a column.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Column">The column.</param>
    /// <param name="Rule">The rule.</param>
    /// <param name="Reason">Why it was kept; null when it was not.</param>
    public sealed record ColumnRule(ObjectName Table, string Column, string Rule, string? Reason);
}
