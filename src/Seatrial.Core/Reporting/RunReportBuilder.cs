using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>Gathers a run's events into the shape that reports read.</summary>
/// <param name="keepsSteps">Whether to keep the steps; otherwise only the places of their events.</param>
internal sealed class RunReportBuilder(bool keepsSteps)
{
    private readonly Dictionary<(string FlowId, int Attempt), AttemptReport> _attempts = [];
    private readonly Dictionary<(string FlowId, int Attempt), (List<StepReport> Kept, List<long> Places)> _steps = [];
    private readonly Dictionary<string, List<int>> _attemptsOfFlow = new(StringComparer.Ordinal);
    private readonly StageClock _stages = new();
    private DateTimeOffset? _remedyAskedAt;
    private DateTimeOffset? _verifiedAt;
    private long _place;

    public void Add(RunEvent runEvent)
    {
        _place++;
        _stages.Add(runEvent);
        switch (runEvent)
        {
            case RunEvent.AttemptStarted started:
                _attempts[(started.FlowId, started.Attempt)] =
                    new AttemptReport(started.Attempt, started.IsConfirmation, started.At);
                OfFlow(started.FlowId).Add(started.Attempt);
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
        Attempts = [.. OfFlow(header.Id).Select(number => Attempt(header.Id, number))],
    };

    private AttemptReport Attempt(string flowId, int number)
    {
        AttemptReport attempt = _attempts[(flowId, number)];
        return _steps.TryGetValue((flowId, number), out (List<StepReport> Kept, List<long> Places) steps)
            ? attempt with { Steps = [.. steps.Kept], StepPlaces = [.. steps.Places] }
            : attempt;
    }

    private List<int> OfFlow(string flowId)
    {
        if (!_attemptsOfFlow.TryGetValue(flowId, out List<int>? numbers))
        {
            _attemptsOfFlow[flowId] = numbers = [];
        }

        return numbers;
    }

    private void AddStep(RunEvent.StepFinished finished)
    {
        if (!_steps.TryGetValue((finished.FlowId, finished.Attempt), out (List<StepReport> Kept, List<long> Places) steps))
        {
            _steps[(finished.FlowId, finished.Attempt)] = steps = (keepsSteps ? new(4) : [], keepsSteps ? [] : new(4));
        }

        if (keepsSteps)
        {
            steps.Kept.Add(new StepReport(finished.Step, finished.ExchangeBlob));
        }
        else
        {
            steps.Places.Add(_place);
        }
    }

    private void Change(string flowId, int attempt, Func<AttemptReport, AttemptReport> change)
    {
        if (_attempts.TryGetValue((flowId, attempt), out AttemptReport? report))
        {
            _attempts[(flowId, attempt)] = change(report);
        }
    }
}
