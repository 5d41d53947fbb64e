namespace Seatrial.Core.Documents;

/// <summary>The YAML 1.2 core type of a scalar.</summary>
public enum ScalarKind
{
    /// <summary><c>null</c>, <c>~</c> or nothing.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Number,

    /// <summary>Text; every quoted scalar is text.</summary>
    Text,
}
