using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Runs;

/// <summary>What a run needs next. Closed.</summary>
public abstract record RunAction
{
    private RunAction()
    {
    }

    /// <summary>Wait until what was deployed is what answers.</summary>
    public sealed record Settle : RunAction;

    /// <summary>Put the flows in order.</summary>
    public sealed record PlanFlows : RunAction;

    /// <summary>Run what is owed of cleanups, last in first out.</summary>
    /// <param name="CleanupIds">The cleanups, in the order to run them.</param>
    public sealed record CleanUp(ImmutableArray<string> CleanupIds) : RunAction;

    /// <summary>Run flows in parallel.</summary>
    /// <param name="Flows">The flows, in order of start.</param>
    /// <param name="IsConfirmation">Whether each of them failed before.</param>
    public sealed record RunFlows(ImmutableArray<FlowHeader> Flows, bool IsConfirmation) : RunAction;

    /// <summary>Leave flows out: the verdict can no longer change, or what they need did not pass.</summary>
    /// <param name="Flows">The flows, and why each is left out.</param>
    public sealed record SkipFlows(ImmutableArray<(FlowHeader Flow, string Reason)> Flows) : RunAction;

    /// <summary>Read the telemetry.</summary>
    public sealed record CollectSignals : RunAction;

    /// <summary>Check that what was judged is still what runs.</summary>
    public sealed record Reattest : RunAction;

    /// <summary>Reach the verdict.</summary>
    public sealed record Judge : RunAction;

    /// <summary>Decide what is to be done.</summary>
    public sealed record DecideRemedy : RunAction;

    /// <summary>Apply the remedy decided on: append the intent, act, append the outcome.</summary>
    public sealed record Remedy : RunAction;

    /// <summary>An intent has no outcome: ask the world, and only then act.</summary>
    public sealed record ReconcileRemedy : RunAction;

    /// <summary>Name the child run that verifies the remedy.</summary>
    public sealed record RequestVerification : RunAction;

    /// <summary>Drive the child run to its end.</summary>
    public sealed record Verify : RunAction;

    /// <summary>Tell a person.</summary>
    public sealed record Notify : RunAction;

    /// <summary>It was about to tell a person when its process died: nobody knows whether it did.</summary>
    public sealed record ReconcileNotice : RunAction;

    /// <summary>Close the run.</summary>
    /// <param name="Ending">How.</param>
    public sealed record Close(RunEnding Ending) : RunAction;

    /// <summary>Nothing: the run is closed.</summary>
    public sealed record Nothing : RunAction;
}
