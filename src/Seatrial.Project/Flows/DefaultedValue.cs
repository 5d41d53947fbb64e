using Seatrial.Core.Documents;

namespace Seatrial.Project.Flows;

/// <summary>Something a step has because defaults say it.</summary>
/// <param name="Step">Where the step begins.</param>
/// <param name="What">What it has: <c>auth</c>, <c>within</c>, <c>header NAME</c>.</param>
/// <param name="Span">Where the defaults say it.</param>
public sealed record DefaultedValue(SourceSpan Step, string What, SourceSpan Span);
