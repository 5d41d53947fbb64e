using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Seatrial.Core;
using Seatrial.Core.Flows;
using Seatrial.Flows.Authentication;
using Seatrial.Flows.Cleaning;
using Seatrial.Flows.Listening;
using Seatrial.Flows.Load;
using Seatrial.Flows.Http;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Running;

/// <summary>Runs the flows of one project snapshot in one environment.</summary>
/// <remarks>
/// Thread-safe: any number of attempts run at once. Cheap to make: one a run, so that the tokens and the mask of a run end with it.
/// The transport is shared by all runners of the process.
/// </remarks>
public sealed class FlowRunner : IFlowRunner
{
    private readonly ProjectModel _project;
    private readonly EnvironmentModel _environment;
    private readonly FlowRunnerOptions _options;
    private readonly TimeProvider _time;
    private readonly EnvironmentNames _names;
    private readonly Redaction _redaction;
    private readonly StepAuthorizer _authorizer;
    private readonly ServiceLimits _limits;
    private readonly ConcurrentDictionary<FlowParts, IReadOnlyCollection<string>> _secretNames = new();

    /// <summary>Creates the runner.</summary>
    /// <param name="project">The snapshot.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="transport">The connections; their clock is the runner's.</param>
    /// <param name="options">Secrets, mask, seal, and limits.</param>
    public FlowRunner(ProjectModel project, string environment, HttpTransport transport, FlowRunnerOptions options)
    {
        _project = project;
        _environment = project.Environments.TryGetValue(environment, out EnvironmentModel? found)
            ? found
            : throw new ArgumentException($"The project {project.Name} has no environment '{environment}'.", nameof(environment));
        _options = options;
        _time = transport.Time;
        _redaction = new Redaction(options.Masker, transport.Options.MaxRecordedBodyBytes);
        _limits = new ServiceLimits(project, _environment, _time);
        _names = new EnvironmentNames(project, _environment, options.Addresses, _redaction);
        _authorizer = new StepAuthorizer(project, new OAuthClient(transport), new TokenCache(_time), _redaction);
    }

    /// <inheritdoc/>
    public string Redact(string text) => _redaction.Of(text);

    /// <inheritdoc/>
    public async Task<FlowAttemptResult> RunAsync(FlowAttempt attempt, IFlowSink sink, CancellationToken cancellationToken)
    {
        if (!_project.Flows.TryGetValue(attempt.FlowId, out FlowPlan? flow))
        {
            throw new ArgumentException($"The project {_project.Name} has no flow '{attempt.FlowId}'.", nameof(attempt));
        }

        long started = _time.GetTimestamp();
        if (await FetchSecretsAsync(flow, cancellationToken) is { } failure)
        {
            return new FlowAttemptResult(FlowOutcome.Inconclusive, _time.GetElapsedTime(started), failure, []);
        }

        using SerialSink inTurn = new(sink);
        IStepGate? gate = _options.Gate?.FlowId == attempt.FlowId ? _options.Gate : null;
        if (flow.Load is not { } load || gate is not null)
        {
            return await RunOnceAsync(flow, attempt, inTurn, gate, null, cancellationToken);
        }

        if (!_environment.AllowsLoad)
        {
            StepFailure refused = Failure(flow, FailureKind.Test, $"the environment {_environment.Name} does not allow load: `allowLoad: true` in seatrial.yaml would", "load refused");
            return new FlowAttemptResult(FlowOutcome.Inconclusive, _time.GetElapsedTime(started), refused, []);
        }

        LoadExecution execution = new(flow, load, attempt.Seed, inTurn, _time, (number, own) => RunOnceAsync(flow, attempt, own, null, number, cancellationToken));
        return await execution.RunAsync(cancellationToken);
    }

    /// <summary>Goes through the flow once, and cleans up.</summary>
    private async Task<FlowAttemptResult> RunOnceAsync(FlowPlan flow, FlowAttempt attempt, IFlowSink sink, IStepGate? gate, int? journey, CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        AttemptContext context = Context(attempt, sink, journey, cancellationToken);
        await using AttemptMemory memory = context.Memory;
        await using ListenerSet listeners = context.Listeners;
        FlowFrame frame;
        try
        {
            frame = FlowVariables.Draw(context, new(flow, flow.Row, CleanupPath.SeedOf(attempt.Seed, journey)));
        }
        catch (FlowExpressionException exception)
        {
            StepFailure unusable = Failure(flow, FailureKind.Test, exception.Message, "variables") with { Span = exception.Span };
            return new FlowAttemptResult(FlowOutcome.Inconclusive, _time.GetElapsedTime(started), unusable, []);
        }

        FlowRun? run = null;
        List<Exception> thrown = [];
        try
        {
            TimeSpan within = flow.Load?.JourneyWithin ?? flow.Header.Within;
            using DeadlineScope deadline = DeadlineScope.Root("the flow's within", gate is null ? within : GatedFlow.Patience, _time, cancellationToken);
            run = gate is null ? await FlowExecution.RunOutermostAsync(context, frame, deadline) : await GatedFlow.RunAsync(context, frame, deadline, gate);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A sink that cannot store, or a defect: what the steps made is removed all the same.
            thrown.Add(exception);
        }

        TimeSpan duration = _time.GetElapsedTime(started);
        await CleanUpAsync(context, thrown);
        if (run is null || thrown.Count > 0)
        {
            throw Thrown(thrown);
        }

        return new FlowAttemptResult(OutcomeOf(run), duration, run.Failure, run.TraceIds) { AnyAnswer = context.AnyAnswer };
    }

    /// <inheritdoc/>
    public async Task<CleanupResult> CleanAsync(FlowAttempt attempt, CleanupRegistration cleanup, bool isArmed, CancellationToken cancellationToken)
    {
        if (CleanupPath.Find(cleanup.Id, _project, attempt.FlowId, attempt.Seed) is not var (frame, creator, plan))
        {
            return new CleanupResult(CleanupOutcome.InDoubt, $"the project has no cleanup {cleanup.Id} any more");
        }

        if (await FetchSecretsAsync(_project.Flows[attempt.FlowId], cancellationToken) is { } failure)
        {
            return new CleanupResult(CleanupOutcome.Failed, failure.Message);
        }

        if (CleanupScope.Read(cleanup.Scope, _options.Sealer, cleanup.Id) is not { } values)
        {
            return new CleanupResult(CleanupOutcome.InDoubt, "its secrets were sealed with a key that is not here");
        }

        foreach ((string name, FlowValue value) in values)
        {
            if (value.IsSecret)
            {
                _redaction.AddSecret(value);
            }
        }

        AttemptContext context = Context(attempt, SilentSink.Instance, null, cancellationToken);
        await using AttemptMemory memory = context.Memory;
        return await PendingCleanup.Restore(frame with { Values = values }, creator, plan, cleanup.Id).RunAsync(context, cancellationToken);
    }

    private static FlowOutcome OutcomeOf(FlowRun run) => run.Failure?.Kind switch
    {
        null when run.TraceIds.IsEmpty => FlowOutcome.Skipped,
        null => run.IsDegraded ? FlowOutcome.PassedDegraded : FlowOutcome.Passed,
        FailureKind.Test or FailureKind.Seatrial or FailureKind.Cancelled or FailureKind.Evidence => FlowOutcome.Inconclusive,
        _ => FlowOutcome.Failed,
    };

    /// <summary>Last in, first out; every one, whatever came of the others and of the run.</summary>
    private static async Task CleanUpAsync(AttemptContext context, List<Exception> thrown)
    {
        foreach (PendingCleanup cleanup in context.Cleanups.LastInFirstOut())
        {
            CleanupResult result = await cleanup.RunAsync(context, CancellationToken.None);
            try
            {
                await context.Sink.CleanupFinishedAsync(cleanup.Id, result, CancellationToken.None);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // That one cannot be stored must not keep the others from running; it is told once they ran.
                thrown.Add(exception);
            }
        }
    }

    /// <summary>What to throw for all that was thrown: a store that is gone says the same each time, and keeps its type.</summary>
    private static Exception Thrown(List<Exception> thrown)
    {
        if (thrown.Exists(other => other.GetType() != thrown[0].GetType()))
        {
            return new AggregateException(thrown);
        }

        ExceptionDispatchInfo.Throw(thrown[0]);
        return thrown[0];
    }

    private AttemptContext Context(FlowAttempt attempt, IFlowSink sink, int? journey, CancellationToken cancellationToken) => new()
    {
        Journey = journey,
        Attempt = attempt,
        Sink = sink,
        Project = _project,
        Environment = _names,
        Authorizer = _authorizer,
        Limits = _limits,
        Redaction = _redaction,
        Options = _options,
        Time = _time,
        SignalsQuiet = _environment.Policy.SignalsQuiet,
        Run = cancellationToken,
    };

    /// <summary>Fetches the secrets a flow reads, each once; the failure when one cannot be had.</summary>
    private async ValueTask<StepFailure?> FetchSecretsAsync(FlowPlan flow, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string> needed =
            _secretNames.GetOrAdd(FlowParts.Of(flow), _ => FlowNames.SecretsOf(flow, _project, _environment));
        if (needed.Count == 0 || needed.All(_names.Has))
        {
            return null;
        }

        try
        {
            foreach (string name in needed.Where(name => !_names.Has(name)))
            {
                // A secret may come from a command, which takes its time.
                SecretText secret = await Task.Run(() => _options.Secrets.Resolve(name), CancellationToken.None).WaitAsync(cancellationToken);
                _names.AddSecret(name, secret.Reveal());
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Failure(flow, FailureKind.Cancelled, "the run was cancelled before its first step", "cancelled");
        }
        catch (SeatrialException exception)
        {
            return Failure(flow, FailureKind.Test, exception.Message, "secret");
        }
    }

    private StepFailure Failure(FlowPlan flow, FailureKind kind, string message, string signature) =>
        new(kind, 0, flow.Steps[0].Name, _redaction.Of(message), flow.Span) { Signature = signature };
}
