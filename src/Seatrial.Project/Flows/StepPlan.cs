using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Arazzo;
using Seatrial.Project.Boundaries;
using Seatrial.Project.Contracts;
using Seatrial.Project.Expectations;

namespace Seatrial.Project.Flows;

/// <summary>A step, bound and checked.</summary>
/// <param name="Index">Its place in the flow, from 0; its place in the list for a cleanup.</param>
/// <param name="Id">Unique in the flow; given, or made from the name.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Verb">Its verb, such as <c>http</c>.</param>
/// <param name="Action">What it does.</param>
/// <param name="Span">Where it begins.</param>
public sealed record StepPlan(int Index, string Id, string Name, string Verb, IStepAction Action, SourceSpan Span)
{
    /// <summary>Whether the step runs; null: always.</summary>
    public IBoundValue? When { get; init; }

    /// <summary>The token provider its requests are made with, or null.</summary>
    public string? Auth { get; init; }

    /// <summary>Whether it is reached only where a workflow goes to it, and ends the workflow.</summary>
    public bool IsAside { get; init; }

    /// <summary>The actor its requests are made as; null: no one in particular.</summary>
    public string? Actor { get; init; }

    /// <summary>What is wrong with the token it is made with, on purpose; null: nothing.</summary>
    public TokenAttackPlan? Attack { get; init; }

    /// <summary>What it is expected to show; every one is evaluated.</summary>
    public ImmutableArray<ExpectationPlan> Expect { get; init; } = [];

    /// <summary>Which of the messages it hears is the one it waits for; for verbs that listen.</summary>
    public ImmutableArray<ExpectationPlan> Match { get; init; } = [];

    /// <summary>What it waits for; null: it acts once.</summary>
    public UntilPlan? Until { get; init; }

    /// <summary>What it takes from the answer.</summary>
    public ImmutableArray<CapturePlan> Capture { get; init; } = [];

    /// <summary>What undoes it, in the order written; run last in, first out.</summary>
    public ImmutableArray<StepPlan> Cleanup { get; init; } = [];

    /// <summary>
    /// Of a cleanup: finds what to remove by a key the client chose, when the answer that would have named it never came.
    /// </summary>
    public StepPlan? Find { get; init; }

    /// <summary>Its deadline; null: the flow's alone.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>Whether a network error may be answered by repeating it, although its method is not idempotent.</summary>
    public bool RetrySafe { get; init; }

    /// <summary>The contract its request and answer are held to; null: none.</summary>
    public ContractPlan? Contract { get; init; }

    /// <summary>What a workflow of Arazzo says of it; null for a step of a flow file.</summary>
    public WorkflowStep? Workflow { get; init; }

    /// <summary>Tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
}
