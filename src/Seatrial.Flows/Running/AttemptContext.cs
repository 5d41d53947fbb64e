using Seatrial.Core.Flows;
using Seatrial.Flows.Authentication;
using Seatrial.Flows.Cleaning;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Running;

/// <summary>What all steps of one attempt share, called flows included. One step acts at a time.</summary>
internal sealed class AttemptContext
{
    public required FlowAttempt Attempt { get; init; }

    public required IFlowSink Sink { get; init; }

    public required ProjectModel Project { get; init; }

    public required EnvironmentNames Environment { get; init; }

    public required StepAuthorizer Authorizer { get; init; }

    public required Redaction Redaction { get; init; }

    public required FlowRunnerOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled with the run.</summary>
    public required CancellationToken Run { get; init; }

    public AttemptMemory Memory { get; } = new();

    /// <summary>The promises to undo, in the order made.</summary>
    public List<PendingCleanup> Cleanups { get; } = [];

    /// <summary>The names of promises made by called flows, which may be called more than once.</summary>
    public HashSet<string> CleanupIds { get; } = new(StringComparer.Ordinal);

    public bool AnyAnswer { get; set; }

    public FlowScope Scope(FlowFrame frame, int step) => new(
        Environment,
        frame.Values,
        StepRandom.For(frame.Seed, step, RandomPurpose.Guids),
        Time.GetUtcNow());

    public StepIdentity Identity(FlowFrame frame, StepPlan step) =>
        new(Attempt.Project, Attempt.RunId, Attempt.FlowId, Attempt.Number, frame.IdentityOf(step));
}
