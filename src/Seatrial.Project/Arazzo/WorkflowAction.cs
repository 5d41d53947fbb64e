using System.Collections.Immutable;

namespace Seatrial.Project.Arazzo;

/// <summary>What follows a step that succeeded or failed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>end</c>, <c>goto</c> or <c>retry</c>.</param>
internal sealed record WorkflowAction(string Name, string Kind)
{
    /// <summary>The step to go to, by its place; null when it names none.</summary>
    public int? Step { get; init; }

    /// <summary>How long to wait before it is tried again.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>How often it is tried again.</summary>
    public int RetryLimit { get; init; } = 1;

    /// <summary>When it applies; all of them must hold.</summary>
    public ImmutableArray<CriterionPlan> Criteria { get; init; } = [];
}
