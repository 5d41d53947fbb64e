using System.Globalization;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Runs;

/// <summary>Runs as a table, a line each.</summary>
internal static class RunTable
{
    public static void Write(ITerminal terminal, IReadOnlyList<RunReport> reports, string whenEmpty)
    {
        if (reports.Count == 0)
        {
            terminal.Write(Line.Of(whenEmpty));
            return;
        }

        int started = 2 + Widest("RUN", reports.Select(report => report.Request.RunId));
        int verdict = started + 2 + "yyyy-MM-dd HH:mm:ss".Length;
        int environment = verdict + 2 + Widest("VERDICT", reports.Select(Headline));
        int what = environment + 2 + Widest("ENVIRONMENT", reports.Select(report => report.Request.Environment));
        terminal.Write(Line.Of(Tone.Soft, "RUN").To(started).Soft("STARTED").To(verdict).Soft("VERDICT").To(environment).Soft("ENVIRONMENT").To(what).Soft("WHAT"));
        foreach (RunReport report in reports)
        {
            terminal.Write(Line.Of(report.Request.RunId).To(started).Soft(Started(report)).To(verdict)
                .Add(ToneOf(report), Headline(report)).To(environment).Plain(report.Request.Environment).To(what).Soft(What(report)));
        }
    }

    /// <summary>When a run began, in the time of whoever reads.</summary>
    public static string Started(RunReport report) =>
        report.Start.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What a run is about.</summary>
    public static string What(RunReport report) => report.Request switch
    {
        { ParentRunId: { } parent } => $"verifies the remedy of {parent}",
        { Deployment: { } deployment } => string.Join(", ", deployment.Services.Select(ReportText.Name)),
        _ => ReportText.Name(report.Request.Trigger),
    };

    private static string Headline(RunReport report) =>
        report.State is { Ending: null, Verdict: null } ? $"at {RunStage.Of(report.State)}" : ReportText.Headline(report.State);

    private static int Widest(string title, IEnumerable<string> texts) => texts.Select(text => text.Length).Append(title.Length).Max();

    private static Tone ToneOf(RunReport report) => report.State.ExitCode switch
    {
        0 => Tone.Good,
        1 or 5 or 6 => Tone.Bad,
        _ => Tone.Doubt,
    };
}
