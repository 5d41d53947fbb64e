using Seatrial.Core.Flows;

namespace Seatrial.Flows.Running;

/// <summary>The traces an attempt will use, known before it starts.</summary>
public static class StepTraces
{
    /// <summary>The trace of a step.</summary>
    /// <param name="seed">The attempt's seed.</param>
    /// <param name="stepIndex">The step, from 0.</param>
    public static StepTrace Of(long seed, int stepIndex) => StepRandom.Trace(seed, stepIndex);
}
