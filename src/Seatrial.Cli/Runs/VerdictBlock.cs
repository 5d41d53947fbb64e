using Seatrial.Cli.Terminal;
using Seatrial.Core.Deployments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.Cli.Runs;

/// <summary>What a run came to, as a person wants to read it: verdict, cause, suspects, what failed where, and how to run it again.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="blobs">Reads what failing steps sent and received.</param>
internal sealed class VerdictBlock(ITerminal terminal, BlobReader blobs)
{
    private const int MostFailures = 10;

    /// <summary>How the line begins that runs flows again.</summary>
    public string Again { get; init; } = "seatrial run";

    public async Task WriteAsync(RunReport report)
    {
        RunState state = report.State;
        terminal.Write(Line.Empty);
        Line headline = Line.Of(ToneOf(state), $"  {Title(state)}");
        terminal.Write(HasVerdict(state) && state.Verdict!.CauseOrNull is { } cause ? headline.Soft($"  cause: {ReportText.Name(cause)}") : headline);
        string reason = Reason(state);
        if (reason != Counts(report))
        {
            terminal.Write(Line.Of($"  {reason}"));
        }

        if (state is { Ending: null, Verdict: not null })
        {
            terminal.Write(Line.Of(Tone.Doubt, $"  It is still running, at: {RunStage.Of(state)}."));
        }

        WriteDeployed(report.Request.Deployment);
        foreach (Suspect suspect in state.Suspects)
        {
            WriteSuspect(suspect);
        }

        await WriteFailuresAsync(report);
        LoadBlock.Write(terminal, report);
        WriteRemedy(state);
        WriteCounts(report);
    }

    private static bool HasVerdict(RunState state) => state is { Ending: null or RunEnding.Verdict, Verdict: not null };

    private static Tone ToneOf(RunState state) => state switch
    {
        { Ending: not null and not RunEnding.Verdict } => Tone.Doubt,
        { Verdict: Verdict.Passed } => Tone.Good,
        { Verdict: Verdict.Failed } => Tone.Bad,
        _ => Tone.Doubt,
    };

    private static string Title(RunState state) => HasVerdict(state)
        ? state.Verdict switch
        {
            Verdict.Passed => "PASSED",
            Verdict.Failed => "FAILED",
            _ => "INCONCLUSIVE",
        }
        : state.Ending switch
        {
            RunEnding.Void => "VOID",
            RunEnding.Superseded => "SUPERSEDED",
            RunEnding.Cancelled => "CANCELLED",
            _ => "RUNNING",
        };

    private static string Reason(RunState state) => HasVerdict(state)
        ? state.Verdict!.Reason
        : state.Ending is null ? $"It is still running, at: {RunStage.Of(state)}."
        : state.EndRequested?.Reason ?? state.Reattested?.Detail ?? "It ended without a verdict.";

    private void WriteDeployed(Deployment? deployment)
    {
        if (deployment is not null)
        {
            terminal.Write(Line.Of(Tone.Soft, "  deployed  ").Plain(string.Join(", ", deployment.Services.Select(ReportText.Name))));
        }
    }

    private void WriteSuspect(Suspect suspect)
    {
        terminal.Write(Line.Empty);
        terminal.Write(Line.Of(Tone.Soft, "  suspect   ").Strong(suspect.Service).Plain($" {suspect.Version}")
            .Soft(suspect.IsChanged ? " changed by this deployment" : " unchanged"));
        foreach (string line in suspect.Evidence)
        {
            terminal.Write(Line.Of(Tone.Soft, "            · ").Plain(line));
        }

        if (suspect.FirstError is { } log)
        {
            terminal.Write(Line.Of(Tone.Soft, "            log: ").Plain(log.Body));
        }
    }

    private async Task WriteFailuresAsync(RunReport report)
    {
        FlowReport[] failed = [.. report.Flows.Where(flow => flow.Failure is not null)];
        FlowDetails details = report.OpenDetails();
        foreach (FlowReport each in failed.Take(MostFailures))
        {
            FlowReport flow = await details.OfAsync(each, CancellationToken.None);
            StepFailure failure = flow.Failure!;
            terminal.Write(Line.Empty);
            terminal.Write(Line.Of(flow.Outcome == FlowOutcome.Failed ? Tone.Bad : Tone.Doubt, $"  {flow.Header.Name}").Plain($" › {failure.StepName}"));
            StepReport? step = flow.Last?.Steps.FirstOrDefault(each => each.Record.Index == failure.StepIndex);
            foreach (string line in FailureLines.Of(failure, step?.Record))
            {
                terminal.Write(Line.Of($"    {line}"));
            }

            if (step is not null && await RunReports.ReadExchangeAsync(step, blobs, CancellationToken.None) is { } exchange)
            {
                foreach (string line in ExchangeLines.Of(exchange))
                {
                    terminal.Write(Line.Of(Tone.Soft, $"    {line}"));
                }
            }

            if (step is not null && AttachmentLine.Of(step.Record) is { } attached)
            {
                terminal.Write(Line.Of(Tone.Soft, $"    {attached}"));
            }

            terminal.Write(Line.Of(Tone.Link, $"    {failure.Span}").Soft(failure.TraceId is null ? null : $"  trace {failure.TraceId}"));
        }

        if (failed.Length > MostFailures)
        {
            terminal.Write(Line.Of(Tone.Soft, $"  and {failed.Length - MostFailures} more; a report has them all"));
        }
    }

    private void WriteRemedy(RunState state)
    {
        if (state.Decision is not { Kind: { } kind } decision)
        {
            return;
        }

        terminal.Write(Line.Empty);
        Line line = Line.Of(Tone.Soft, "  remedy    ").Strong(ReportText.Name(kind));
        terminal.Write(decision.Mode == RunMode.Shadow && kind != RemedyKind.Hold
            ? line.Add(Tone.Doubt, " decided, not done: shadow mode").Soft($"  {decision.Reason}")
            : line.Plain($" {ReportText.Name(state.RemedyOutcome)}").Soft($"  {state.RemedyOutcome?.Detail ?? decision.Reason}"));
        if (state.ChildVerdict is { } verdict)
        {
            terminal.Write(Line.Of(Tone.Soft, "            verification ")
                .Add(verdict is Verdict.Passed ? Tone.Good : Tone.Bad, verdict.Name).Soft($"  {verdict.Reason}"));
        }
    }

    private void WriteCounts(RunReport report)
    {
        terminal.Write(Line.Empty);
        terminal.Write(Line.Of($"  {Counts(report)}").Soft($" in {ReportText.Duration(report.End - report.Start)}  ·  {report.Request.RunId}"));
        if (report.State.CleanupsLeft > 0)
        {
            terminal.Write(Line.Of(Tone.Doubt, $"  {report.State.CleanupsLeft} cleanups failed or are in doubt; a report lists what may be left behind"));
        }

        string[] again = [.. report.Flows.Where(flow => flow.Outcome is FlowOutcome.Failed or FlowOutcome.Inconclusive).Select(flow => flow.Header.Id).Take(5)];
        if (again.Length > 0)
        {
            terminal.Write(Line.Of(Tone.Soft, "  again: ").Plain(ReportText.Rerun(report.Request, again, Again)));
        }
    }

    private static string Counts(RunReport report)
    {
        (int Count, string Word)[] counts =
        [
            (report.Count(FlowOutcome.Passed, FlowOutcome.PassedDegraded), "passed"),
            (report.Count(FlowOutcome.Failed), "failed"),
            (report.Count(FlowOutcome.Inconclusive), "inconclusive"),
            (report.Count(FlowOutcome.Skipped), "skipped"),
            (report.Flows.Count(flow => flow.IsFlaky), "flaky"),
        ];
        return string.Join(", ", counts.Where((count, index) => index == 0 || count.Count > 0).Select(count => $"{count.Count} {count.Word}"));
    }
}
