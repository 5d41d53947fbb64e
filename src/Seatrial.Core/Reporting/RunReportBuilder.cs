using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>Gathers a run's events into the shape that reports read.</summary>
/// <param name="keepsSteps">Whether to keep the steps; otherwise only the places of their events.</param>
internal sealed class RunReportBuilder(bool keepsSteps)
{
    private readonly Dictionary<string, List<GatheredAttempt>> _flows = new(StringComparer.Ordinal);
    private readonly StageClock _stages = new();
    private DateTimeOffset? _remedyAskedAt;
    private DateTimeOffset? _verifiedAt;

    /// <summary>How many events it was given.</summary>
    public long Count { get; private set; }

    public void Add(RunEvent runEvent)
    {
        Count++;
        _stages.Add(runEvent);
        switch (runEvent)
        {
            case RunEvent.AttemptStarted started:
                AddAttempt(started);
                break;
            case RunEvent.StepFinished finished:
                AddStep(finished);
                break;
            case RunEvent.AttemptFinished finished:
                Change(finished.FlowId, finished.Attempt, a => a with { Result = finished.Result, EndedAt = finished.At });
                break;
            case RunEvent.AttemptAbandoned abandoned:
                Change(abandoned.FlowId, abandoned.Attempt, a => a with { IsAbandoned = true, EndedAt = abandoned.At });
                break;
            case RunEvent.RemedyIntended intended:
                _remedyAskedAt = intended.At;
                break;
            case RunEvent.VerificationEnded ended:
                _verifiedAt = ended.At;
                break;
            default:
                break;
        }
    }

    public RunReport Build(RunState state)
    {
        RunRequest request = state.Request
            ?? throw new ArgumentException("A run without its first event cannot be reported.", nameof(state));
        ImmutableArray<FlowHeader> plan = state.Plan.IsDefault ? [] : state.Plan;
        ILookup<string, FlowJudgement> judgements = state.Judgements.ToLookup(j => j.FlowId, StringComparer.Ordinal);
        return new RunReport(state, request)
        {
            Flows = [.. plan.Select(header => Flow(header, judgements[header.Id].FirstOrDefault(), state))],
            Stages = _stages.Stages(state),
            RemedyAskedAt = _remedyAskedAt,
            VerifiedAt = _verifiedAt,
        };
    }

    private FlowReport Flow(FlowHeader header, FlowJudgement? judgement, RunState state) => new(header)
    {
        Judgement = judgement,
        SkippedBecause = state.Flows.GetValueOrDefault(header.Id)?.SkippedBecause,
        Attempts = _flows.TryGetValue(header.Id, out List<GatheredAttempt>? attempts) ? [.. attempts.Select(static a => a.Build())] : [],
    };

    private void AddAttempt(RunEvent.AttemptStarted started)
    {
        if (!_flows.TryGetValue(started.FlowId, out List<GatheredAttempt>? attempts))
        {
            _flows[started.FlowId] = attempts = new(1);
        }

        attempts.Add(new GatheredAttempt(new AttemptReport(started.Attempt, started.IsConfirmation, started.At)));
    }

    private void AddStep(RunEvent.StepFinished finished)
    {
        if (Find(finished.FlowId, finished.Attempt) is not { } attempt)
        {
            return;
        }

        if (keepsSteps)
        {
            attempt.Steps.Add(new StepReport(finished.Step, finished.ExchangeBlob));
        }
        else
        {
            attempt.Places.Add(Count);
        }
    }

    private void Change(string flowId, int number, Func<AttemptReport, AttemptReport> change)
    {
        if (Find(flowId, number) is { } attempt)
        {
            attempt.Report = change(attempt.Report);
        }
    }

    /// <summary>Attempts are few, and the latest is asked for most.</summary>
    private GatheredAttempt? Find(string flowId, int number) =>
        _flows.TryGetValue(flowId, out List<GatheredAttempt>? attempts) ? attempts.FindLast(a => a.Report.Number == number) : null;
}
