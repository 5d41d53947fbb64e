using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>Gathers a run's events into the shape that reports read.</summary>
internal sealed class RunReportBuilder(RunState state)
{
    private readonly Dictionary<(string FlowId, int Attempt), AttemptReport> _attempts = [];
    private readonly Dictionary<(string FlowId, int Attempt), ImmutableArray<StepReport>.Builder> _steps = [];
    private readonly Dictionary<string, List<int>> _attemptsOfFlow = new(StringComparer.Ordinal);
    private readonly StageClock _stages = new();
    private DateTimeOffset? _remedyAskedAt;
    private DateTimeOffset? _verifiedAt;

    public void Add(RunEvent runEvent)
    {
        _stages.Add(runEvent);
        switch (runEvent)
        {
            case RunEvent.AttemptStarted started:
                _attempts[(started.FlowId, started.Attempt)] =
                    new AttemptReport(started.Attempt, started.IsConfirmation, started.At);
                OfFlow(started.FlowId).Add(started.Attempt);
                break;
            case RunEvent.StepFinished finished:
                Steps(finished.FlowId, finished.Attempt).Add(new StepReport(finished.Step, finished.ExchangeBlob));
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

    public RunReport Build()
    {
        RunRequest request = state.Request
            ?? throw new ArgumentException("A run without its first event cannot be reported.", nameof(state));
        ImmutableArray<FlowHeader> plan = state.Plan.IsDefault ? [] : state.Plan;
        ILookup<string, FlowJudgement> judgements = state.Judgements.ToLookup(j => j.FlowId, StringComparer.Ordinal);
        return new RunReport(state, request)
        {
            Flows = [.. plan.Select(header => Flow(header, judgements[header.Id].FirstOrDefault()))],
            Stages = _stages.Stages(state),
            RemedyAskedAt = _remedyAskedAt,
            VerifiedAt = _verifiedAt,
        };
    }

    private FlowReport Flow(FlowHeader header, FlowJudgement? judgement) => new(header)
    {
        Judgement = judgement,
        SkippedBecause = state.Flows.GetValueOrDefault(header.Id)?.SkippedBecause,
        Attempts = [.. OfFlow(header.Id).Select(number => Attempt(header.Id, number))],
    };

    private AttemptReport Attempt(string flowId, int number) =>
        _attempts[(flowId, number)] with
        {
            Steps = _steps.TryGetValue((flowId, number), out ImmutableArray<StepReport>.Builder? steps) ? steps.ToImmutable() : [],
        };

    private List<int> OfFlow(string flowId)
    {
        if (!_attemptsOfFlow.TryGetValue(flowId, out List<int>? numbers))
        {
            _attemptsOfFlow[flowId] = numbers = [];
        }

        return numbers;
    }

    private ImmutableArray<StepReport>.Builder Steps(string flowId, int attempt)
    {
        if (!_steps.TryGetValue((flowId, attempt), out ImmutableArray<StepReport>.Builder? steps))
        {
            _steps[(flowId, attempt)] = steps = ImmutableArray.CreateBuilder<StepReport>();
        }

        return steps;
    }

    private void Change(string flowId, int attempt, Func<AttemptReport, AttemptReport> change)
    {
        if (_attempts.TryGetValue((flowId, attempt), out AttemptReport? report))
        {
            _attempts[(flowId, attempt)] = change(report);
        }
    }
}
