using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Cleaning;

/// <summary>A promise to undo what a step may have done.</summary>
internal sealed class PendingCleanup
{
    private readonly FlowFrame _frame;
    private readonly StepPlan _creator;
    private ImmutableDictionary<string, FlowValue> _values;

    private PendingCleanup(FlowFrame frame, StepPlan creator, StepPlan plan, string id)
    {
        _frame = frame;
        _creator = creator;
        _values = frame.Values;
        Plan = plan;
        Id = id;
    }

    public string Id { get; }

    public StepPlan Plan { get; }

    /// <summary>Registers all cleanups of a step, before it acts.</summary>
    public static async Task<ImmutableArray<PendingCleanup>> RegisterAsync(AttemptContext attempt, FlowFrame frame, StepPlan step)
    {
        if (step.Cleanup.IsEmpty)
        {
            return [];
        }

        ImmutableArray<PendingCleanup>.Builder registered = ImmutableArray.CreateBuilder<PendingCleanup>(step.Cleanup.Length);
        foreach (StepPlan plan in step.Cleanup)
        {
            CleanupPath path = CleanupPath.Of(attempt, frame, step, plan);
            PendingCleanup cleanup = new(frame, step, plan, path.ToString());
            await attempt.Sink.RegisterCleanupAsync(cleanup.Registration(attempt), CancellationToken.None);
            attempt.Cleanups.Add(cleanup);
            registered.Add(cleanup);
        }

        return registered.MoveToImmutable();
    }

    /// <summary>A cleanup again, from what was journalled of it.</summary>
    public static PendingCleanup Restore(FlowFrame frame, StepPlan creator, StepPlan plan, string id) => new(frame, creator, plan, id);

    /// <summary>After the step: completes the promise with what is known now, or ends it when there is nothing to undo.</summary>
    public async Task SettleAsync(
        AttemptContext attempt,
        ImmutableDictionary<string, FlowValue> values,
        bool mayHaveHadEffect,
        bool isAnswered)
    {
        if (!mayHaveHadEffect)
        {
            attempt.Cleanups.Remove(this);
            await attempt.Sink.CleanupFinishedAsync(Id, new CleanupResult(CleanupOutcome.NotNeeded), CancellationToken.None);
            return;
        }

        _values = values;
        if (isAnswered)
        {
            await attempt.Sink.ArmCleanupAsync(Registration(attempt), CancellationToken.None);
        }
    }

    /// <summary>Undoes; never throws for what goes wrong with it.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="cancellationToken">Ends the cleaning; not the run's own token.</param>
    public Task<CleanupResult> RunAsync(AttemptContext attempt, CancellationToken cancellationToken)
    {
        // A seed of its own: its trace is not that of any step.
        FlowFrame own = new(_frame.Flow, _values, ~StepRandom.InnerSeed(_frame.Seed, _creator.Index))
        {
            Callers = _frame.Callers.Add(new(_creator, null)),
        };
        return new CleanupExecution(attempt, own, Plan, Plan.Auth ?? _creator.Auth).RunAsync(cancellationToken);
    }

    private CleanupRegistration Registration(AttemptContext attempt) => new(
        Id,
        attempt.Attempt.FlowId,
        attempt.Attempt.Number,
        _frame.IsInner ? _frame.Callers[0].Step.Index : _creator.Index,
        Plan.Index,
        string.Create(CultureInfo.InvariantCulture, $"{Plan.Verb} {Plan.Action.Summary}"),
        CleanupScope.Write(CleanupScope.NamesOf(Plan), _values, attempt.Options.Sealer, Id));
}
