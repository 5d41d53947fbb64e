using Seatrial.Core.Documents;
using Seatrial.Project.Expectations;

namespace Seatrial.Project.Flows;

/// <summary>A value a step takes from its answer.</summary>
/// <param name="Name">The name later steps use.</param>
/// <param name="Subject">What is taken.</param>
/// <param name="IsSecret">Whether it is masked from then on.</param>
/// <param name="Span">Where it was written.</param>
public sealed record CapturePlan(string Name, Subject Subject, bool IsSecret, SourceSpan Span);
