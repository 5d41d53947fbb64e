using System.CommandLine;
using Seatrial.Cli.Runs;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial report</c>: writes a report of a run that is in the journal.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> RunId = new("id") { Description = "The run, or enough of its end to tell it apart.", HelpName = "RUNID" };
    private static readonly Option<string> Format = new("--format")
    {
        Description = $"The form: {ReportTarget.Formats}.",
        DefaultValueFactory = _ => "html",
        HelpName = "FORMAT",
    };

    private static readonly Option<string> Out = new("--out", "-o") { Description = "Where to; '-' is standard output.", Required = true, HelpName = "FILE" };
    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Journal = CommonOptions.Journal();

    static ReportCommand() => Format.AcceptOnlyFromAmong("junit", "ctrf", "json", "html");

    public static Command Build(VerbRunner runner)
    {
        Command command = Project.AddTo(new("report", "Write a report of a run.") { RunId, Format, Out, Journal });
        runner.Bind(command, null, static (parsed, context) =>
            new RunBook(context, (Project.Of(parsed), parsed.GetValue(Journal))).ReportAsync(
                parsed.GetRequiredValue(RunId),
                new ReportTarget(ReportTarget.FormatOf(parsed.GetRequiredValue(Format))!.Value, parsed.GetRequiredValue(Out))));
        return command;
    }
}
