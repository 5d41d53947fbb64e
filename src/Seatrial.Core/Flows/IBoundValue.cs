using Seatrial.Core.Documents;

namespace Seatrial.Core.Flows;

/// <summary>What a user wrote as a value, bound at load time, evaluated when a step runs.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public interface IBoundValue
{
    /// <summary>Where it was written.</summary>
    SourceSpan Span { get; }

    /// <summary>The text as written, with its <c>{{ }}</c>; safe to show.</summary>
    string Source { get; }

    /// <summary>The names it reads, for load-time checks and for what a cleanup must remember.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Evaluates it.</summary>
    /// <param name="scope">The names in reach.</param>
    /// <exception cref="FlowExpressionException">A name has no value, or the types do not fit.</exception>
    FlowValue Evaluate(IFlowScope scope);
}
