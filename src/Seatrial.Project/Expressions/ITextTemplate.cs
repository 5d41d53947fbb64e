using Seatrial.Core.Flows;

namespace Seatrial.Project.Expressions;

/// <summary>A text with expressions inside, for those to whom it matters what was written and what came out of an expression.</summary>
public interface ITextTemplate : IBoundValue
{
    /// <summary>Its pieces, in order, each evaluated when it is reached.</summary>
    /// <param name="scope">The names in reach.</param>
    /// <exception cref="FlowExpressionException">A name has no value, or the types do not fit.</exception>
    IEnumerable<TemplatePiece> Pieces(IFlowScope scope);
}
