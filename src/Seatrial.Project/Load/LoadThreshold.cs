using Seatrial.Core.Documents;

namespace Seatrial.Project.Load;

/// <summary>A limit for something of a load.</summary>
/// <param name="Metric">What is looked at.</param>
/// <param name="Bound">On which side of the limit it is to lie.</param>
/// <param name="Limit">The limit: milliseconds, a share, a number, or a number a second.</param>
/// <param name="Expected">In words: <c>below 300ms</c>.</param>
/// <param name="Span">Where it was written.</param>
public sealed record LoadThreshold(LoadMetric Metric, LoadBound Bound, double Limit, string Expected, SourceSpan Span)
{
    /// <summary>Whether it holds because nothing else was written.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether a value lies where it is to lie.</summary>
    /// <param name="value">The value.</param>
    public bool Holds(double value) => Bound switch
    {
        LoadBound.Below => value < Limit,
        LoadBound.AtMost => value <= Limit,
        LoadBound.Above => value > Limit,
        LoadBound.AtLeast => value >= Limit,
        _ => value.Equals(Limit),
    };
}
