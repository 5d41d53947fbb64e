using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Seatrial.Seeding.Checks;

/// <summary>One way for a row to pass some checks.</summary>
/// <param name="Rules">What it asks of each column.</param>
/// <param name="Relations">What it asks of several columns together.</param>
/// <param name="Projections">Columns that are what a function makes of them, such as <c>lower(code) = code</c>.</param>
/// <param name="Conditions">All it asks, as written.</param>
internal sealed record RowBranch(
    FrozenDictionary<string, ColumnRule> Rules,
    ImmutableArray<Relation> Relations,
    ImmutableArray<(string Column, Expression Function)> Projections,
    ImmutableArray<Expression> Conditions)
{
    /// <summary>What it asks that is not made but tried: values vary until it holds.</summary>
    public ImmutableArray<Expression> Tried { get; init; } = [];
}
