using System.Collections.Immutable;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;
using Seatrial.Core.Load;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Runs;

/// <summary>What flows came to under load: a table of percentiles, what was asked and what came, and each limit with what was measured.</summary>
internal static class LoadBlock
{
    private const int MostNameWidth = 32;
    private const int CellWidth = 10;

    public static void Write(ITerminal terminal, RunReport report)
    {
        foreach (FlowReport flow in report.Flows)
        {
            if (flow.Last?.Result?.Load is { } load)
            {
                Write(terminal, flow, load);
            }
        }
    }

    private static void Write(ITerminal terminal, FlowReport flow, LoadReport load)
    {
        terminal.Write(Line.Empty);
        terminal.Write(Line.Of(Tone.Strong, $"  {flow.Header.Name}").Soft($"  {load.Asked}"));
        terminal.Write(Line.Of($"    {LoadText.Summary(load)}").Soft($"  {LoadText.Outcome(load)}"));
        int names = Math.Min(MostNameWidth, load.Latencies.Select(static l => LoadText.Row(l)[0].Length).DefaultIfEmpty(0).Max());
        terminal.Write(Line.Of(Tone.Soft, Cells(LoadText.Heads, names)));
        foreach (LoadLatency latency in load.Latencies)
        {
            terminal.Write(Line.Of(Cells(LoadText.Row(latency), names)));
        }

        foreach (CheckRecord check in load.Thresholds)
        {
            terminal.Write(Line.Of(check.Passed ? Tone.Good : Tone.Bad, check.Passed ? "    ✓ " : "    ✗ ").Plain($"{check.Subject} {check.Expected}").Soft($"  {check.Actual}"));
        }

        foreach (string remark in LoadText.Remarks(load))
        {
            terminal.Write(Line.Of(Tone.Doubt, $"    {remark}"));
        }
    }

    private static string Cells(ImmutableArray<string> cells, int names)
    {
        string name = cells[0].Length <= names ? cells[0] : string.Concat(cells[0].AsSpan(0, names - 1), "…");
        return $"    {name.PadRight(names)}{string.Concat(cells.Skip(1).Select(static cell => cell.PadLeft(CellWidth)))}";
    }
}
