using System.Collections.Immutable;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>What checks leave to the values of a column.</summary>
internal sealed record ColumnRule
{
    /// <summary>Nothing is asked.</summary>
    public static ColumnRule None { get; } = new();

    public NullRule Nulls { get; init; }

    /// <summary>Where values lie: numbers, times, dates.</summary>
    public CellInterval Interval { get; init; }

    /// <summary>The only values there may be; null when there is no such list.</summary>
    public ImmutableArray<CellValue>? Allowed { get; init; }

    public ImmutableArray<CellValue> Excluded { get; init; } = [];

    /// <summary>How many characters, bytes or bits.</summary>
    public CellInterval Length { get; init; }

    /// <summary>How many items a list has.</summary>
    public CellInterval Cardinality { get; init; }

    public ImmutableArray<TextPattern> Patterns { get; init; } = [];

    public LetterCase Case { get; init; }

    /// <summary>Whether no blank stands at an end.</summary>
    public bool IsTrimmed { get; init; }

    public decimal? MultipleOf { get; init; }

    /// <summary>What stands at the root of a document: <c>object</c>, <c>array</c>, <c>string</c>, <c>number</c>, <c>boolean</c>.</summary>
    public string? JsonType { get; init; }

    public ImmutableArray<string> JsonKeys { get; init; } = [];

    /// <summary>What each item of a list must be like; null when nothing is asked.</summary>
    public ColumnRule? Item { get; init; }

    /// <summary>Whether something is asked of the look of texts.</summary>
    public bool HasTextRule => !Patterns.IsEmpty || Case != LetterCase.Any || IsTrimmed;
}
