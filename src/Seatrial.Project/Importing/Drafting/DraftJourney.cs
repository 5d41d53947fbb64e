namespace Seatrial.Project.Importing.Drafting;

/// <summary>A flow while it is made.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Steps">Its steps.</param>
internal sealed record DraftJourney(string Name, List<DraftStep> Steps)
{
    /// <summary>What it is for, as its source says; null when it says nothing.</summary>
    public string? Why { get; init; }

    /// <summary>Puts before the steps those of other journeys that they need, so that the flow stands alone.</summary>
    public DraftJourney Complete()
    {
        List<DraftStep> steps = [];
        HashSet<DraftStep> seen = [];
        foreach (DraftStep step in Steps)
        {
            Add(step, steps, seen, 0);
        }

        return this with { Steps = steps };
    }

    private static void Add(DraftStep step, List<DraftStep> steps, HashSet<DraftStep> seen, int depth)
    {
        if (depth > 64 || !seen.Add(step))
        {
            return;
        }

        foreach (DraftStep needed in step.Needs)
        {
            Add(needed, steps, seen, depth + 1);
        }

        steps.Add(step);
    }
}
