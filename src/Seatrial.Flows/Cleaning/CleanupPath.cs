using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Flows;
using Seatrial.Flows.Calling;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Cleaning;

/// <summary>Names a cleanup within its run, and where it stands: <c>checkout/1/2.0/0</c> is the first cleanup of the first step of the flow that the third step of attempt 1 of <c>checkout</c> calls; <c>2:1.0</c> stands in lane 1 of the block that the third step is.</summary>
/// <param name="FlowId">The attempt's flow.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Steps">The steps, outermost first.</param>
/// <param name="Position">Which of the step's cleanups.</param>
/// <param name="Journey">Which journey of a load, as <c>j17</c> between attempt and steps; null when the flow is run once.</param>
/// <param name="Repetition">From 0; grows when a flow is called again while a step waits, and when a step is done again by hand.</param>
internal sealed record CleanupPath(string FlowId, int Attempt, string Steps, int Position, int? Journey, int Repetition)
{
    public static CleanupPath Of(AttemptContext attempt, FlowFrame frame, StepPlan step, StepPlan cleanup)
    {
        CleanupPath path = new(attempt.Attempt.FlowId, attempt.Attempt.Number, frame.PathOf(step), cleanup.Index, attempt.Journey, 0);
        while (!attempt.Cleanups.TakeId(path.ToString()))
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

        if (parts[^3].StartsWith('j') && TryNumber(parts[^3][1..], int.MaxValue, out int journey))
        {
            seed = SeedOf(seed, journey);
        }

        FlowFrame frame = new(flow, ImmutableDictionary<string, FlowValue>.Empty, seed);
        StepPlan? creator = null;
        int? lane = null;
        foreach (string part in parts[^2].Split('.'))
        {
            if (creator is not null)
            {
                if (Into(frame, creator, lane, project) is not { } inner)
                {
                    return null;
                }

                frame = inner;
            }

            string[] step = part.Split(':');
            lane = null;
            if (!TryNumber(step[0], frame.Steps.Length, out int index) || step.Length > 2)
            {
                return null;
            }

            if (step.Length == 2)
            {
                if (!TryNumber(step[1], int.MaxValue, out int number))
                {
                    return null;
                }

                lane = number;
            }

            creator = frame.Steps[index];
        }

        return TryNumber(parts[^1].Split('~')[0], creator!.Cleanup.Length, out int position)
            ? (frame, creator, creator.Cleanup[position])
            : null;
    }

    /// <summary>The seed of a journey of a load.</summary>
    public static long SeedOf(long seed, int? journey) => journey is { } number ? StepRandom.InnerSeed(seed, number) : seed;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{FlowId}/{Attempt}/{(Journey is null ? string.Empty : $"j{Journey}/")}{Steps}/{Position}{(Repetition == 0 ? string.Empty : $"~{Repetition}")}");

    /// <summary>The frame inside a step: of the flow it calls, or of a lane of the block it is.</summary>
    private static FlowFrame? Into(FlowFrame frame, StepPlan step, int? lane, ProjectModel project) => (step.Action, lane) switch
    {
        (ICallingAction calling, null) when project.Flows.TryGetValue(calling.FlowId, out FlowPlan? called) => frame.Called(step, called, frame.Values),
        (ParallelAction parallel, { } branch) when branch < parallel.Branches.Length => frame.Lane(step, branch, parallel.Branches[branch]),
        (ForEachAction forEach, { } item) => frame.Lane(step, item, forEach.Branches[0]),
        _ => null,
    };

    private static bool TryNumber(string text, int below, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < below;
}
