namespace Seatrial.Project.Expectations;

/// <summary>What a matcher asks of a value.</summary>
public enum MatchOperator
{
    /// <summary>The same value, typed and case-sensitive; numbers by value.</summary>
    Equals,

    /// <summary>The nested matcher does not hold.</summary>
    Not,

    /// <summary>One of a list.</summary>
    In,

    /// <summary>Less than a number or duration.</summary>
    Below,

    /// <summary>Less than or equal.</summary>
    AtMost,

    /// <summary>More than.</summary>
    Above,

    /// <summary>More than or equal.</summary>
    AtLeast,

    /// <summary>Within a tolerance of a number.</summary>
    CloseTo,

    /// <summary>A text holds a part, a list an element, a map the given entries.</summary>
    Contains,

    /// <summary>A text begins with a part.</summary>
    StartsWith,

    /// <summary>A text ends with a part.</summary>
    EndsWith,

    /// <summary>A text matches a regular expression, somewhere.</summary>
    Matches,

    /// <summary>The number of elements, entries or characters matches the nested matcher.</summary>
    Count,

    /// <summary>Every element matches the nested matcher.</summary>
    Each,

    /// <summary>Some element matches the nested matcher.</summary>
    Any,

    /// <summary>It is of a JSON type: string, number, integer, boolean, null, array, object.</summary>
    Type,

    /// <summary>It fits a JSON Schema.</summary>
    Schema,

    /// <summary>It is there at all (or is not).</summary>
    Exists,

    /// <summary>It is there and has no elements, entries or characters (or has some).</summary>
    Empty,
}
