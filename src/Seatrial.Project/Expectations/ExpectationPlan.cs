using Seatrial.Core.Documents;

namespace Seatrial.Project.Expectations;

/// <summary>One thing a step is expected to show.</summary>
/// <param name="Subject">What is looked at.</param>
/// <param name="Matcher">What is asked of it.</param>
/// <param name="Span">Where it was written.</param>
public sealed record ExpectationPlan(Subject Subject, MatcherPlan Matcher, SourceSpan Span);
