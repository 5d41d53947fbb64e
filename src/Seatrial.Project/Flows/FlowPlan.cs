using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Flows;

/// <summary>A flow, bound and checked.</summary>
/// <param name="Header">What a run must know of it.</param>
/// <param name="Steps">Its steps, at least one.</param>
/// <param name="Span">Where it begins.</param>
public sealed record FlowPlan(FlowHeader Header, ImmutableArray<StepPlan> Steps, SourceSpan Span)
{
    /// <summary>The files it reads beside its own, such as schemas, relative to the project folder.</summary>
    public ImmutableSortedSet<string> Files { get; init; } = [];

    /// <summary>Tags for selection.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Whether any of its own steps waits for a message.</summary>
    public bool Listens { get; } = Steps.Any(Listening);

    /// <summary>The inputs it takes when called, with their defaults; null: it must be given.</summary>
    public ImmutableDictionary<string, IBoundValue?> Inputs { get; init; } = ImmutableDictionary<string, IBoundValue?>.Empty;

    /// <summary>What it gives back when called.</summary>
    public ImmutableDictionary<string, IBoundValue> Outputs { get; init; } = ImmutableDictionary<string, IBoundValue>.Empty;

    private static bool Listening(StepPlan step) =>
        step.Action is IListeningAction || (step.Action is IBlockAction block && block.Branches.Any(static b => b.Any(Listening)));
}
