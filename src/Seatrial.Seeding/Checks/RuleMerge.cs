using System.Collections.Immutable;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Two rules for the same column.</summary>
internal static class RuleMerge
{
    /// <summary>What both leave.</summary>
    public static ColumnRule Both(ColumnRule one, ColumnRule other) => new()
    {
        Nulls = one.Nulls == NullRule.Any ? other.Nulls : one.Nulls,
        Interval = one.Interval.And(other.Interval),
        Allowed = one.Allowed is not { } allowed ? other.Allowed : other.Allowed is { } too ? [.. allowed.Where(too.Contains)] : allowed,
        Excluded = one.Excluded.IsEmpty ? other.Excluded : [.. one.Excluded.Union(other.Excluded)],
        Length = one.Length.And(other.Length),
        Cardinality = one.Cardinality.And(other.Cardinality),
        Patterns = one.Patterns.AddRange(other.Patterns),
        Case = one.Case == LetterCase.Any ? other.Case : one.Case,
        IsTrimmed = one.IsTrimmed || other.IsTrimmed,
        MultipleOf = one.MultipleOf ?? other.MultipleOf,
        JsonType = one.JsonType ?? other.JsonType,
        JsonKeys = [.. one.JsonKeys.Union(other.JsonKeys, StringComparer.Ordinal)],
        Item = one.Item is null ? other.Item : other.Item is null ? one.Item : Both(one.Item, other.Item),
    };

    /// <summary>What either leaves, and maybe more; the parts of it that cannot be told in one rule are left out.</summary>
    public static ColumnRule Either(ColumnRule one, ColumnRule other) => one == other ? one : new()
    {
        Nulls = one.Nulls == other.Nulls ? one.Nulls : NullRule.Any,
        Interval = one.Interval.Hull(other.Interval),
        Allowed = one.Allowed is { } allowed && other.Allowed is { } too ? allowed.Union(too).ToImmutableArray() : (ImmutableArray<CellValue>?)null,
        Excluded = [.. one.Excluded.Intersect(other.Excluded)],
        Length = one.Length.Hull(other.Length),
        Cardinality = one.Cardinality.Hull(other.Cardinality),
        Patterns = one.Patterns.SequenceEqual(other.Patterns) ? one.Patterns : [],
        Case = one.Case == other.Case ? one.Case : LetterCase.Any,
        IsTrimmed = one.IsTrimmed && other.IsTrimmed,
        MultipleOf = one.MultipleOf == other.MultipleOf ? one.MultipleOf : null,
        JsonType = one.JsonType == other.JsonType ? one.JsonType : null,
        JsonKeys = [.. one.JsonKeys.Intersect(other.JsonKeys, StringComparer.Ordinal)],
        Item = one.Item == other.Item ? one.Item : null,
    };
}
