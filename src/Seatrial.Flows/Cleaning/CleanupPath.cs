using System.Globalization;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;
using Seatrial.Flows.Calling;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Cleaning;

/// <summary>Names a cleanup within its run, and where it stands: <c>checkout/1/2.0/0</c> is the first cleanup of the first step of the flow that the third step of attempt 1 of <c>checkout</c> calls.</summary>
/// <param name="FlowId">The attempt's flow.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Steps">The steps, outermost first.</param>
/// <param name="Position">Which of the step's cleanups.</param>
/// <param name="Repetition">From 0; grows when a flow is called again while a step waits.</param>
internal sealed record CleanupPath(string FlowId, int Attempt, string Steps, int Position, int Repetition)
{
    public static CleanupPath Of(AttemptContext attempt, FlowFrame frame, StepPlan step, StepPlan cleanup)
    {
        CleanupPath path = new(attempt.Attempt.FlowId, attempt.Attempt.Number, frame.PathOf(step), cleanup.Index, 0);
        while (frame.IsInner && !attempt.CleanupIds.Add(path.ToString()))
        {
            path = path with { Repetition = path.Repetition + 1 };
        }

        return path;
    }

    /// <summary>Finds the step and its cleanup again; null when the project has no such thing.</summary>
    public static (FlowFrame Frame, StepPlan Creator, StepPlan Cleanup)? Find(string id, ProjectModel project, string flowId, long seed)
    {
        string[] parts = id.Split('/');
        if (parts.Length < 4 || !project.Flows.TryGetValue(flowId, out FlowPlan? flow))
        {
            return null;
        }

        FlowFrame frame = new(flow, System.Collections.Immutable.ImmutableDictionary<string, Core.Flows.FlowValue>.Empty, seed);
        StepPlan? creator = null;
        foreach (string step in parts[^2].Split('.'))
        {
            if (creator is not null)
            {
                if (creator.Action is not ICallingAction calling || !project.Flows.TryGetValue(calling.FlowId, out FlowPlan? called))
                {
                    return null;
                }

                frame = new FlowFrame(called, frame.Values, StepRandom.InnerSeed(frame.Seed, creator.Index)) { Callers = frame.Callers.Add(creator) };
            }

            if (!TryNumber(step, frame.Flow.Steps.Length, out int index))
            {
                return null;
            }

            creator = frame.Flow.Steps[index];
        }

        return TryNumber(parts[^1].Split('~')[0], creator!.Cleanup.Length, out int position)
            ? (frame, creator, creator.Cleanup[position])
            : null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{FlowId}/{Attempt}/{Steps}/{Position}{(Repetition == 0 ? string.Empty : $"~{Repetition}")}");

    private static bool TryNumber(string text, int below, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < below;
}
