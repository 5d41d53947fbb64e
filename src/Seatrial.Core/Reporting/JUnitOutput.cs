using System.Globalization;
using System.Text;
using Seatrial.Core.Flows;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Reporting;

/// <summary>The plain account of a flow that consumers of JUnit XML show beside a test case.</summary>
internal static class JUnitOutput
{
    public static string Of(RunReport report, FlowReport flow)
    {
        StringBuilder text = new();
        foreach (AttemptReport attempt in flow.Attempts)
        {
            text.Append(CultureInfo.InvariantCulture, $"attempt {attempt.Number}");
            text.Append(attempt.IsConfirmation ? " (confirmation)" : attempt.IsAbandoned ? " (abandoned)" : string.Empty).Append('\n');
            foreach (StepReport step in attempt.Steps)
            {
                Step(text, step.Record, 1);
            }
        }

        if (flow.Failure is not null)
        {
            Suspects(text, report);
            text.Append("again: ").Append(ReportText.Rerun(report.Request, [flow.Header.Id])).Append('\n');
        }

        return text.ToString();
    }

    private static void Step(StringBuilder text, StepRecord step, int depth)
    {
        text.Append(' ', depth * 2);
        text.Append(CultureInfo.InvariantCulture, $"{ReportText.Name(step.Outcome)} {step.Index + 1}. {step.Name}");
        text.Append(CultureInfo.InvariantCulture, $" [{step.Verb} {step.Summary}] {ReportText.Duration(step.Duration)}");
        text.Append(step.Tries > 1 ? $", {step.Tries} tries" : string.Empty).Append('\n');
        foreach (CheckRecord check in step.Checks)
        {
            if (!check.Passed)
            {
                text.Append(' ', (depth * 2) + 2);
                text.Append(CultureInfo.InvariantCulture, $"{check.Subject}: expected {check.Expected}, was {check.Actual}\n");
            }
        }

        foreach (StepRecord inner in step.Inner)
        {
            Step(text, inner, depth + 1);
        }
    }

    private static void Suspects(StringBuilder text, RunReport report)
    {
        foreach (Suspect suspect in report.State.Suspects)
        {
            text.Append(CultureInfo.InvariantCulture, $"suspect: {suspect.Service} {suspect.Version}");
            text.Append(suspect.IsChanged ? " (changed in this deployment)\n" : " (unchanged)\n");
            foreach (string line in suspect.Evidence)
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }
    }
}
