using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.GraphQl;

/// <summary>A text that the verb itself says.</summary>
/// <param name="text">The text.</param>
/// <param name="span">Where what it belongs to was written.</param>
internal sealed class FixedValue(string text, SourceSpan span) : IBoundValue
{
    /// <inheritdoc/>
    public SourceSpan Span => span;

    /// <inheritdoc/>
    public string Source => text;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => [];

    /// <inheritdoc/>
    public FlowValue Evaluate(IFlowScope scope) => FlowValues.Of(text);
}
