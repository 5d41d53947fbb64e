using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Boundaries;
using Seatrial.Project.Load;

namespace Seatrial.Project.Flows;

/// <summary>A flow, bound and checked.</summary>
/// <param name="Header">What a run must know of it.</param>
/// <param name="Steps">Its steps, at least one.</param>
/// <param name="Span">Where it begins.</param>
public sealed record FlowPlan(FlowHeader Header, ImmutableArray<StepPlan> Steps, SourceSpan Span)
{
    /// <summary>Whether any of its own steps waits for a message.</summary>
    public bool Listens { get; } = Steps.Any(Listening);

    /// <summary>Whether it is a workflow of Arazzo.</summary>
    public bool IsWorkflow => Steps.Any(static s => s.Workflow is not null);

    /// <summary>Where its deadline was written; null: it is the project's default.</summary>
    public SourceSpan? WithinSpan { get; init; }

    /// <summary>What its steps have because defaults say it.</summary>
    public ImmutableArray<DefaultedValue> Defaulted { get; init; } = [];

    /// <summary>The load it is run as; null: it is run once.</summary>
    public LoadPlan? Load { get; init; }

    /// <summary>The flows it needs, as written.</summary>
    public ImmutableArray<DocumentNode.Scalar> Needs { get; init; } = [];

    /// <summary>The rows it is run with, once each; empty: it is run once, without any.</summary>
    public ImmutableArray<DataRow> Rows { get; init; } = [];

    /// <summary>The row it is run with: names and values its steps can read.</summary>
    public ImmutableDictionary<string, FlowValue> Row { get; init; } = ImmutableDictionary.Create<string, FlowValue>(StringComparer.Ordinal);

    /// <summary>The further files it names, relative to the project folder, in ordinal order.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The inputs it takes when called, with their defaults; null: it must be given.</summary>
    public ImmutableDictionary<string, IBoundValue?> Inputs { get; init; } = ImmutableDictionary<string, IBoundValue?>.Empty;

    /// <summary>Values drawn once for each attempt, before its first step, in this order: each may read those before it.</summary>
    public ImmutableArray<KeyValuePair<string, IBoundValue>> Variables { get; init; } = [];

    /// <summary>What it gives back when called.</summary>
    public ImmutableDictionary<string, IBoundValue> Outputs { get; init; } = ImmutableDictionary<string, IBoundValue>.Empty;

    /// <summary>What it is about when it is a boundary; null: it is a flow.</summary>
    public BoundaryPlan? Boundary { get; init; }

    private static bool Listening(StepPlan step) =>
        step.Action is IListeningAction || (step.Action is IBlockAction block && block.Branches.Any(static b => b.Any(Listening)));
}
