using System.Collections.Immutable;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;

namespace Seatrial.Cli.Runs;

/// <summary>Tells a run as it happens: a line for each flow that ended; below, while somebody watches, what runs now.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="clock">The clock.</param>
/// <param name="indent">How far its lines are set in.</param>
internal sealed class RunProgress(ITerminal terminal, TimeProvider clock, int indent = 2) : IRunObserver, IDisposable
{
    private const int MostRunning = 8;
    private static readonly string[] Spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    private readonly string _margin = new(' ', indent);
    private readonly int _nameColumn = FlowLine.NameColumn(new string(' ', indent));
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FlowHeader> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunningFlow> _running = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FlowAttemptResult> _waiting = new(StringComparer.Ordinal);
    private string? _activity;
    private ITimer? _timer;
    private int _frame;

    /// <summary>Begins to draw, where somebody watches.</summary>
    public void Start()
    {
        if (terminal.IsLive)
        {
            _timer = clock.CreateTimer(_ => Draw(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        }
    }

    public void OnEvent(string runId, RunEvent runEvent)
    {
        lock (_lock)
        {
            switch (runEvent)
            {
                case RunEvent.FlowsPlanned planned:
                    foreach (FlowHeader flow in planned.Flows)
                    {
                        _flows[flow.Id] = flow;
                    }

                    break;
                case RunEvent.AttemptStarted started:
                    _activity = null;
                    _running[started.FlowId] = new RunningFlow(clock.GetTimestamp(), started.IsConfirmation);
                    break;
                case RunEvent.AttemptFinished finished:
                    OnFinished(finished);
                    break;
                case RunEvent.VerdictReached reached:
                    _activity = null;
                    TellWaiting(reached.Flows);
                    break;
                case RunEvent.Closed:
                    TellWaiting([]);
                    break;
                default:
                    break;
            }
        }
    }

    public void OnStepStarted(string runId, string flowId, int stepIndex, string stepName)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(flowId, out RunningFlow? flow))
            {
                _running[flowId] = flow with { StepIndex = stepIndex, StepName = stepName };
            }
        }
    }

    public void OnActivity(string runId, string activity)
    {
        lock (_lock)
        {
            _activity = activity;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        terminal.Show([]);
    }

    /// <summary>Draws what runs now.</summary>
    public void Draw()
    {
        lock (_lock)
        {
            _frame = (_frame + 1) % Spinner.Length;
            terminal.Show(Region());
        }
    }

    private ImmutableArray<Line> Region()
    {
        ImmutableArray<Line>.Builder lines = ImmutableArray.CreateBuilder<Line>();
        foreach ((string id, RunningFlow flow) in _running.OrderBy(pair => pair.Value.StartedAt).Take(MostRunning))
        {
            string elapsed = ReportText.Duration(clock.GetElapsedTime(flow.StartedAt));
            int steps = _flows.GetValueOrDefault(id)?.Steps.Length ?? 0;
            Line line = Line.Of(Tone.Link, $"{_margin}{Spinner[_frame]} ").Plain(NameOf(id)).To(_nameColumn).Soft(elapsed).To(_nameColumn + 10);
            line = flow.IsConfirmation ? line.Add(Tone.Doubt, "confirming · ") : line;
            lines.Add(flow.StepName is null ? line : line.Soft($"{flow.StepIndex + 1}/{steps} {flow.StepName}"));
        }

        if (_running.Count > MostRunning)
        {
            lines.Add(Line.Of(Tone.Soft, $"{_margin}  and {_running.Count - MostRunning} more"));
        }

        if (_activity is not null && _running.Count == 0)
        {
            lines.Add(Line.Of(Tone.Link, $"{_margin}{Spinner[_frame]} ").Soft(_activity));
        }
        else if (_flows.Count > MostRunning)
        {
            lines.Add(Line.Of(Tone.Soft, $"{_margin}  {_told.Count} of {_flows.Count} flows ended"));
        }

        return lines.ToImmutable();
    }

    /// <summary>A flow that passed is told at once; one that did not waits for its confirmation and for the verdict.</summary>
    private void OnFinished(RunEvent.AttemptFinished finished)
    {
        _running.Remove(finished.FlowId);
        bool passed = finished.Result.Outcome is FlowOutcome.Passed or FlowOutcome.PassedDegraded;
        if (passed && !_waiting.ContainsKey(finished.FlowId))
        {
            Tell(finished.FlowId, finished.Result, null);
        }
        else
        {
            _waiting[finished.FlowId] = finished.Result;
        }
    }

    private void TellWaiting(ImmutableArray<FlowJudgement> judgements)
    {
        foreach ((string id, FlowAttemptResult result) in _waiting.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Tell(id, result, judgements.FirstOrDefault(judgement => string.Equals(judgement.FlowId, id, StringComparison.Ordinal)));
        }

        _waiting.Clear();
    }

    private void Tell(string id, FlowAttemptResult result, FlowJudgement? judgement)
    {
        if (!_told.Add(id))
        {
            return;
        }

        FlowOutcome outcome = judgement?.Outcome ?? result.Outcome;
        string name = _flows.GetValueOrDefault(id)?.Name ?? id;
        Line line = FlowLine.End(FlowLine.Begin(_margin, outcome, name, result.Duration), outcome, judgement is { IsFlaky: true }, result.Failure);
        terminal.Show(terminal.IsLive ? Region() : []);
        terminal.Write(line);
    }

    private string NameOf(string id) => FlowLine.Fitting(_flows.GetValueOrDefault(id)?.Name ?? id);

    private sealed record RunningFlow(long StartedAt, bool IsConfirmation, int StepIndex = 0, string? StepName = null);
}
