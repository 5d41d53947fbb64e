using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Calling;

/// <summary>The answer of a step that is made of steps.</summary>
/// <param name="duration">How long they took together.</param>
/// <param name="steps">Their records; masked.</param>
/// <param name="innerFailure">Why they failed, if they did.</param>
internal abstract class CompositeAnswer(TimeSpan duration, ImmutableArray<StepRecord> steps, StepFailure? innerFailure) : StepAnswer
{
    /// <summary>The steps inside; masked.</summary>
    public ImmutableArray<StepRecord> Steps => steps;

    /// <summary>Why the steps inside failed, if they did.</summary>
    public StepFailure? InnerFailure => innerFailure;

    /// <inheritdoc/>
    public override TimeSpan Duration => duration;

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => default;
}
