using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Runs;

/// <summary>What became of each flow over many runs: how often it passed and failed, and in how many ways.</summary>
internal sealed class FlakeTable
{
    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private int _runs;

    /// <summary>Whether any attempt of any flow failed.</summary>
    public bool AnyFailed => _rows.Values.Any(static r => r.Failed > 0);

    /// <summary>Counts the attempts of a run, confirmations among them.</summary>
    public void Add(RunReport report)
    {
        _runs++;
        foreach (FlowReport flow in report.Flows)
        {
            Row row = _rows.TryGetValue(flow.Header.Id, out Row? known) ? known : _rows[flow.Header.Id] = new Row(flow.Header.Name);
            foreach (FlowAttemptResult result in flow.Attempts.Select(static a => a.Result).OfType<FlowAttemptResult>())
            {
                row.Add(result, report.Request.RunId);
            }
        }
    }

    public void Write(ITerminal terminal)
    {
        int name = 4 + _rows.Values.Select(static r => r.Name.Length).Append(4).Max();
        terminal.Write(Line.Empty);
        terminal.Write(Line.Of(Tone.Soft, "  FLOW").To(name).Soft("PASSED").To(name + 8).Soft("FAILED").To(name + 16).Soft($"in {_runs} runs, confirmations among the attempts"));
        foreach (Row row in _rows.Values)
        {
            terminal.Write(Line.Of($"  {row.Name}").To(name).Add(Tone.Good, $"{row.Passed}").To(name + 8).Add(row.Failed > 0 ? Tone.Bad : Tone.Soft, $"{row.Failed}"));
            foreach (Way way in row.Ways.OrderByDescending(static w => w.Count))
            {
                terminal.Write(Line.Of(Tone.Bad, $"    {way.Count}× ").Plain($"{way.Failure.StepName}: {way.Failure.Message.Split('\n')[0]}").Soft($"  first in {way.RunId}"));
            }
        }
    }

    private sealed class Row(string name)
    {
        public string Name => name;

        public int Passed { get; private set; }

        public int Failed { get; private set; }

        public List<Way> Ways { get; } = [];

        public void Add(FlowAttemptResult result, string runId)
        {
            if (result.Failure is not { } failure)
            {
                Passed += result.Outcome is FlowOutcome.Passed or FlowOutcome.PassedDegraded ? 1 : 0;
                return;
            }

            // Failures are alike when the same step fails in the same way, whatever the values.
            Failed++;
            (int StepIndex, FailureKind Kind, TransportFault? Fault, int? HttpStatus, string?) print = (failure.StepIndex, failure.Kind, failure.Fault, failure.HttpStatus, failure.Signature);
            if (Ways.Find(w => w.Print == print) is { } way)
            {
                way.Count++;
            }
            else
            {
                Ways.Add(new Way(print, failure, runId));
            }
        }
    }

    private sealed class Way((int StepIndex, FailureKind Kind, TransportFault? Fault, int? HttpStatus, string?) print, StepFailure failure, string runId)
    {
        public (int StepIndex, FailureKind Kind, TransportFault? Fault, int? HttpStatus, string?) Print => print;

        public StepFailure Failure => failure;

        public string RunId => runId;

        public int Count { get; set; } = 1;
    }
}
