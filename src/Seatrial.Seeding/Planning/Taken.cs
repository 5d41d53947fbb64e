using System.Collections.Immutable;

namespace Seatrial.Seeding.Planning;

/// <summary>Which numbers and values of keys are somebody else's: rows that are there, and other runs'.</summary>
internal sealed record Taken
{
    /// <summary>Nobody has anything.</summary>
    public static Taken Nothing { get; } = new();

    /// <summary>The first numbers that are free, by column.</summary>
    public ImmutableDictionary<ColumnName, Int128> FirstFree { get; init; } = ImmutableDictionary<ColumnName, Int128>.Empty;

    /// <summary>The numbers of values that are there already, in ascending order, by column.</summary>
    public ImmutableDictionary<ColumnName, ImmutableArray<UInt128>> Skipped { get; init; } = ImmutableDictionary<ColumnName, ImmutableArray<UInt128>>.Empty;

    /// <summary>The first number that is free.</summary>
    /// <param name="column">Of which column.</param>
    /// <param name="otherwise">When nobody has one.</param>
    public Int128 First(ColumnName column, Int128 otherwise) => FirstFree.GetValueOrDefault(column, otherwise);
}
