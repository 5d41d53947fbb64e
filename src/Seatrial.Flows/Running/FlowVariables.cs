using Seatrial.Core.Flows;

namespace Seatrial.Flows.Running;

/// <summary>What a flow has before its first step: its inputs where nobody gave them, and its variables.</summary>
internal static class FlowVariables
{
    /// <summary>Draws them. The same attempt draws the same ones again, so that what is cleaned up later has the same keys.</summary>
    /// <exception cref="FlowExpressionException">One could not be evaluated.</exception>
    public static FlowFrame Draw(AttemptContext attempt, FlowFrame frame)
    {
        // A random source each, that no step has: steps count from 0.
        int source = -1;
        FlowFrame drawn = frame;
        foreach ((string name, IBoundValue? usual) in frame.Flow.Inputs.OrderBy(static input => input.Key, StringComparer.Ordinal))
        {
            // One without a default is missed where it is read.
            if (usual is not null && !drawn.Values.ContainsKey(name))
            {
                drawn = With(drawn, name, usual.Evaluate(attempt.Scope(frame, source--)));
            }
        }

        foreach ((string name, IBoundValue value) in frame.Flow.Variables)
        {
            drawn = With(drawn, name, value.Evaluate(attempt.Scope(drawn, source--)));
        }

        return drawn;
    }

    private static FlowFrame With(FlowFrame frame, string name, FlowValue value) =>
        frame with { Values = frame.Values.SetItem(name, value.Exists ? value with { Json = value.Json.Clone() } : value) };
}
