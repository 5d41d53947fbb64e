using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;

namespace Seatrial.Cli.Demo;

/// <summary>What the demo says of one run, for machines.</summary>
/// <param name="Release">The release the run was about.</param>
/// <param name="Report">The run.</param>
internal sealed record DemoEntry(string Release, RunReport Report)
{
    public void Write(Utf8JsonWriter json)
    {
        RunState state = Report.State;
        json.WriteStartObject();
        json.WriteString("release", Release);
        json.WriteString("deployment", Report.Request.Deployment?.Id);
        json.WriteString("run", Report.Request.RunId);
        json.WriteString("verdict", state.Verdict?.Name);
        json.WriteString("cause", state.Verdict?.CauseOrNull is { } cause ? ReportText.Name(cause) : null);
        json.WriteString("suspect", Report.Suspect);
        json.WriteString("remedy", state.Decision?.Kind is { } kind ? ReportText.Name(kind) : null);
        json.WriteString("remedyOutcome", state.RemedyOutcome is null ? null : ReportText.Name(state.RemedyOutcome));
        json.WriteBoolean("remedyVerified", state.IsRemedyVerified);
        Seconds(json, "detectSeconds", Detected());
        Seconds(json, "recoverSeconds", Report.RecoveredAfter);
        json.WriteStartObject("flows");
        json.WriteNumber("passed", Report.Count(FlowOutcome.Passed, FlowOutcome.PassedDegraded));
        json.WriteNumber("failed", Report.Count(FlowOutcome.Failed));
        json.WriteNumber("inconclusive", Report.Count(FlowOutcome.Inconclusive));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>From the moment the versions landed to the verdict.</summary>
    public TimeSpan? Detected() =>
        Report.State.VerdictAt - (Report.Request is { Trigger: RunTrigger.Deployment, Deployment: { } deployment } ? deployment.OccurredAt : Report.Start);

    /// <summary>What should have been and is not; null when all is as it should.</summary>
    public string? WrongAsSound() => Report.State switch
    {
        { Verdict: Core.Verdicts.Verdict.Passed, Remedy: null } => null,
        { Verdict: Core.Verdicts.Verdict.Passed } => $"{Release} passed, and yet a remedy was asked for.",
        { Verdict: { } verdict } => $"{Release} is sound, and was judged {verdict.Name}: {verdict.Reason}",
        _ => $"{Release} came to no verdict: {ReportText.Headline(Report.State)}.",
    };

    /// <summary>What should have been and is not, for a release with a fault.</summary>
    public string? WrongAsDefective(string faultService, bool isShadow) => Report.State switch
    {
        { Verdict: not Core.Verdicts.Verdict.Failed } state => $"The defect was not detected: {ReportText.Headline(state)}. {state.Verdict?.Reason}",
        _ when Report.Suspect != faultService => $"The culprit is {faultService}, and {Report.Suspect ?? "nobody"} was named.",
        { Decision.Kind: not RemedyKind.Rollback } state => $"No rollback was decided on: {state.Decision?.Reason}",
        { Remedy: not null } when isShadow => "In shadow mode, and yet a remedy was asked for.",
        { RemedyOutcome: not RemedyOutcome.Applied } state when !isShadow => $"The rollback did not succeed: {state.RemedyOutcome?.Detail}",
        { IsRemedyVerified: false } state when !isShadow => $"The rollback was not verified: {state.ChildVerdict?.Reason}",
        _ => null,
    };

    private static void Seconds(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } span)
        {
            json.WriteNumber(name, Math.Round(span.TotalSeconds, 3));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
