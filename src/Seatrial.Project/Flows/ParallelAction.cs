using System.Collections.Immutable;
using System.Globalization;

namespace Seatrial.Project.Flows;

/// <summary><c>parallel:</c> branches that run side by side; all of them end before the step does.</summary>
/// <param name="branches">The branches, at least one.</param>
/// <param name="branchNames">Their names for people.</param>
public sealed class ParallelAction(ImmutableArray<ImmutableArray<StepPlan>> branches, ImmutableArray<string> branchNames) : IBlockAction
{
    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<StepPlan>> Branches => branches;

    /// <summary>The names of the branches for people.</summary>
    public ImmutableArray<string> BranchNames => branchNames;

    /// <summary>How many branches run at a time.</summary>
    public int AtOnce { get; init; } = int.MaxValue;

    /// <summary>Whether the branches are the rules of a boundary, or the requests of one: a failure then tells all of them that were answered wrongly.</summary>
    public bool IsBoundary { get; init; }

    /// <inheritdoc/>
    public string Summary { get; } = string.Create(CultureInfo.InvariantCulture, $"{branches.Length} branches");

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => [];
}
