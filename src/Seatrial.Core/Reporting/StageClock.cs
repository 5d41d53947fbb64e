using System.Collections.Immutable;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>Reads from a run's events when each stage of its life began and ended.</summary>
internal sealed class StageClock
{
    private readonly HashSet<(string FlowId, int Attempt)> _confirmations = [];
    private DateTimeOffset? _created;
    private DateTimeOffset? _settled;
    private DateTimeOffset? _firstAttempt;
    private DateTimeOffset? _lastAttempt;
    private DateTimeOffset? _firstConfirmation;
    private DateTimeOffset? _lastConfirmation;
    private DateTimeOffset? _signals;
    private DateTimeOffset? _remedyAsked;
    private DateTimeOffset? _remedyEnded;
    private DateTimeOffset? _childAsked;
    private DateTimeOffset? _childEnded;

    public void Add(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.Created:
                _created = runEvent.At;
                break;
            case RunEvent.Settled:
                _settled = runEvent.At;
                break;
            case RunEvent.AttemptStarted { IsConfirmation: true } started:
                _confirmations.Add((started.FlowId, started.Attempt));
                _firstConfirmation ??= started.At;
                break;
            case RunEvent.AttemptStarted:
                _firstAttempt ??= runEvent.At;
                break;
            case RunEvent.AttemptFinished ended when _confirmations.Contains((ended.FlowId, ended.Attempt)):
                _lastConfirmation = ended.At;
                break;
            case RunEvent.AttemptFinished or RunEvent.AttemptAbandoned:
                _lastAttempt = runEvent.At;
                break;
            default:
                AddAfterFlows(runEvent);
                break;
        }
    }

    public ImmutableArray<ReportStage> Stages(RunState state)
    {
        ImmutableArray<ReportStage>.Builder stages = ImmutableArray.CreateBuilder<ReportStage>();
        Stage(stages, "Settle", _created, _settled, ReportText.Name(state.Settled?.Outcome));
        Stage(stages, "Flows", _firstAttempt, _lastAttempt, state.Plan.IsDefault ? "" : $"{state.Plan.Length} planned");
        Stage(stages, "Confirm", _firstConfirmation, _lastConfirmation, "");
        Stage(stages, "Signals", Later(_lastAttempt, _lastConfirmation), _signals, state.Signals is { } signals ? $"{signals.Health.Spans} spans" : "");
        Stage(stages, "Remedy", _remedyAsked, _remedyEnded, ReportText.Name(state.RemedyOutcome));
        Stage(stages, "Verify", _childAsked, _childEnded, state.ChildVerdict?.Name ?? "");
        return stages.ToImmutable();
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;

    private static void Stage(
        ImmutableArray<ReportStage>.Builder stages, string name, DateTimeOffset? start, DateTimeOffset? end, string detail)
    {
        if (start is { } from && end is { } to)
        {
            stages.Add(new ReportStage(name, from, to < from ? from : to, detail));
        }
    }

    private void AddAfterFlows(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.SignalsCollected:
                _signals = runEvent.At;
                break;
            case RunEvent.RemedyIntended:
                _remedyAsked = runEvent.At;
                break;
            case RunEvent.RemedyEnded:
                _remedyEnded = runEvent.At;
                break;
            case RunEvent.VerificationRequested:
                _childAsked = runEvent.At;
                break;
            case RunEvent.VerificationEnded:
                _childEnded = runEvent.At;
                break;
            default:
                break;
        }
    }
}
