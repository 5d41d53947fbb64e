using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Flows;

/// <summary>An action that is made of further steps of the same flow.</summary>
public interface IBlockAction : IStepAction
{
    /// <summary>The lists of steps; the steps of one run one after another.</summary>
    ImmutableArray<ImmutableArray<StepPlan>> Branches { get; }
}
