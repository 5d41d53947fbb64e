using Seatrial.Core.Documents;

namespace Seatrial.Core.Flows;

/// <summary>An expression could not be evaluated: the test, not the product, is at fault.</summary>
/// <param name="span">Where the expression stands.</param>
/// <param name="message">What did not fit.</param>
/// <param name="missingName">The name that had no value, if that was the reason.</param>
public sealed class FlowExpressionException(SourceSpan span, string message, string? missingName = null)
    : SeatrialException("flow-expression", message)
{
    /// <summary>Where the expression stands.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>Whether an answer's values made it fail, and other ones would not have: then the product, not the test, is at fault.</summary>
    public bool IsOfAnswer { get; init; }

    /// <summary>The name that had no value, if that was the reason.</summary>
    public string? MissingName { get; } = missingName;
}
