using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Seatrial.Core.Deployments;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Environments;

/// <summary>Something that happened in an environment: its queue, its deliveries, its budget. Closed; names are stored.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(DeploymentAccepted), "deployment-accepted")]
[JsonDerivedType(typeof(DeploymentAttached), "deployment-attached")]
[JsonDerivedType(typeof(RunStarted), "run-started")]
[JsonDerivedType(typeof(RunDropped), "run-dropped")]
[JsonDerivedType(typeof(RemedySpent), "remedy-spent")]
[JsonDerivedType(typeof(RunFinished), "run-finished")]
public abstract record EnvironmentEvent : JournalEvent
{
    private EnvironmentEvent()
    {
    }

    /// <summary>A deployment was told of and a run is queued for it. On disk before the sender is answered.</summary>
    /// <param name="Deployment">What landed.</param>
    /// <param name="RunId">The run that will verify it.</param>
    /// <param name="ProjectHash">The snapshot it will execute.</param>
    public sealed record DeploymentAccepted(Deployment Deployment, string RunId, string ProjectHash) : EnvironmentEvent;

    /// <summary>A deployment was told of that is not news: a remedy's own, or one that queued with another.</summary>
    /// <param name="Deployment">What landed.</param>
    /// <param name="RunId">The run it belongs to.</param>
    /// <param name="Reason">Why no run of its own.</param>
    public sealed record DeploymentAttached(Deployment Deployment, string RunId, string Reason) : EnvironmentEvent;

    /// <summary>A queued run has the environment now.</summary>
    /// <param name="RunId">The run.</param>
    public sealed record RunStarted(string RunId) : EnvironmentEvent;

    /// <summary>A queued run will never start: a newer one took its place.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="ByRunId">The newer one.</param>
    public sealed record RunDropped(string RunId, string ByRunId) : EnvironmentEvent;

    /// <summary>A remedy was asked for; it counts against the budget.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Key">The remedy's idempotency key.</param>
    public sealed record RemedySpent(string RunId, string Key) : EnvironmentEvent;

    /// <summary>A run closed and the environment is free, or, for a child, its parent goes on.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="ProjectHash">The snapshot it executed.</param>
    /// <param name="Ending">How it closed.</param>
    /// <param name="Verdict">Its verdict, or null.</param>
    /// <param name="Versions">The versions it was about.</param>
    /// <param name="Flows">What it found of each flow: the baseline of later runs.</param>
    /// <param name="IsChild">Whether it verified a remedy.</param>
    public sealed record RunFinished(
        string RunId,
        string ProjectHash,
        RunEnding Ending,
        Verdict? Verdict,
        VersionSet Versions,
        ImmutableArray<FlowJudgement> Flows,
        bool IsChild) : EnvironmentEvent;
}
