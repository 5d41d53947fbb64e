namespace Seatrial.Core.Verdicts;

/// <summary>Whose a verdict that is not passed is. Only <see cref="Product"/> may lead to a remedy.</summary>
public enum Cause
{
    /// <summary>The version that landed.</summary>
    Product,

    /// <summary>The place it landed in, or what was broken there before.</summary>
    Environment,

    /// <summary>The data the flows needed.</summary>
    Data,

    /// <summary>The project, a flow or an expectation.</summary>
    Test,

    /// <summary>Seatrial itself.</summary>
    Seatrial,
}
