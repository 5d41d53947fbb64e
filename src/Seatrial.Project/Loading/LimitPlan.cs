using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>How much a service is asked at most, by all flows of a run together.</summary>
/// <param name="Rate">How many requests a second; null: as many as there are.</param>
/// <param name="Burst">How many may come at once before the rate holds.</param>
/// <param name="Concurrent">How many may be under way at once; null: any number.</param>
/// <param name="InWords">Such as <c>20/s, 4 at once</c>.</param>
/// <param name="Span">Where it was written.</param>
public sealed record LimitPlan(double? Rate, int Burst, int? Concurrent, string InWords, SourceSpan Span);
