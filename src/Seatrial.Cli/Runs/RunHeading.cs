using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Runs;

/// <summary>What a past run was: project, environment, date, what it was about, and each of its flows.</summary>
internal static class RunHeading
{
    public static void Write(ITerminal terminal, RunReport report)
    {
        terminal.Write(Line.Of(Tone.Strong, $"  {report.Request.Project}").Plain($" in {report.Request.Environment}")
            .Soft($"  {report.Request.RunId}  {RunTable.Started(report)}  {RunTable.What(report)}"));
        if (!report.Flows.IsEmpty)
        {
            terminal.Write(Line.Empty);
        }

        foreach (FlowReport flow in report.Flows)
        {
            terminal.Write(Of(flow));
        }
    }

    private static Line Of(FlowReport flow)
    {
        if (flow.Outcome == FlowOutcome.Skipped)
        {
            return FlowLine.Begin("  ", flow.Outcome, flow.Header.Name, null).Soft($"skipped: {flow.SkippedBecause ?? "the run ended before it started"}");
        }

        return FlowLine.End(FlowLine.Begin("  ", flow.Outcome, flow.Header.Name, flow.Duration), flow.Outcome, flow.IsFlaky, flow.Failure);
    }
}
