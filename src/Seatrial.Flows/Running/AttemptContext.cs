using Seatrial.Core.Flows;
using Seatrial.Flows.Authentication;
using Seatrial.Flows.Cleaning;
using Seatrial.Flows.Listening;
using Seatrial.Flows.Tracing;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Running;

/// <summary>What all steps of one attempt share, called flows and lanes of blocks included. Lanes act side by side.</summary>
internal sealed class AttemptContext
{
    private bool _anyAnswer;

    public required FlowAttempt Attempt { get; init; }

    public required IFlowSink Sink { get; init; }

    public required ProjectModel Project { get; init; }

    public required EnvironmentNames Environment { get; init; }

    public required StepAuthorizer Authorizer { get; init; }

    public required Redaction Redaction { get; init; }

    /// <summary>How much services are asked at most; shared by all attempts of the run.</summary>
    public required ServiceLimits Limits { get; init; }

    public required FlowRunnerOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled with the run.</summary>
    public required CancellationToken Run { get; init; }

    /// <summary>Which journey of a load it is, from 1; null when the flow is run once.</summary>
    public int? Journey { get; init; }

    /// <summary>How long nothing must come of a trace before it counts as complete.</summary>
    public TimeSpan SignalsQuiet { get; init; }

    /// <summary>The traces that its steps' requests belong to.</summary>
    public AttemptTraces Traces => field ??= new AttemptTraces(this);

    public AttemptMemory Memory { get; } = new();

    /// <summary>How often a workflow went to a step of its choice.</summary>
    public int Turns { get; set; }

    /// <summary>The promises to undo.</summary>
    public CleanupList Cleanups { get; } = new();

    /// <summary>What its steps listen with.</summary>
    public ListenerSet Listeners => field ??= new ListenerSet(this);

    /// <summary>Whether any service answered anything; only ever set to true.</summary>
    public bool AnyAnswer
    {
        get => Volatile.Read(ref _anyAnswer);
        set => Volatile.Write(ref _anyAnswer, value);
    }

    public FlowScope Scope(FlowFrame frame, int step) => new(
        Environment,
        frame.Values,
        StepRandom.For(frame.Seed, step, RandomPurpose.Guids),
        Time.GetUtcNow(),
        Redaction);

    public StepIdentity Identity(FlowFrame frame, StepPlan step) =>
        new(Attempt.Project, Attempt.RunId, Attempt.FlowId, Attempt.Number, frame.IdentityOf(step));
}
