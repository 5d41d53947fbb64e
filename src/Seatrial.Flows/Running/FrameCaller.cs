using System.Globalization;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>A step that leads to further steps.</summary>
/// <param name="Step">The step.</param>
/// <param name="Lane">Which branch or item of a block, from 0; null for a call.</param>
internal readonly record struct FrameCaller(StepPlan Step, int? Lane)
{
    /// <summary>Such as <c>2</c>, or <c>2:1</c> for lane 1 of a block.</summary>
    public string Path => Lane is { } lane
        ? string.Create(CultureInfo.InvariantCulture, $"{Step.Index}:{lane}")
        : Step.Index.ToString(CultureInfo.InvariantCulture);
}
