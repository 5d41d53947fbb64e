using System.Collections.Immutable;

namespace Seatrial.Project.JsonPath;

/// <summary>A segment: its selectors applied to the children, or to all descendants.</summary>
/// <param name="Selectors">The selectors.</param>
/// <param name="IsDescendant">Whether it is <c>..</c>.</param>
internal sealed record PathSegment(ImmutableArray<PathSelector> Selectors, bool IsDescendant)
{
    public bool IsSingular => !IsDescendant && Selectors is [PathSelector.Name or PathSelector.Index];

    public static bool AreSingular(ImmutableArray<PathSegment> segments) => segments.All(s => s.IsSingular);
}
