using System.CommandLine;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Runs;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial run</c>: verifies an environment now, without a server.</summary>
internal static class RunCommand
{
    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Env = CommonOptions.Env();
    private static readonly Option<string?> Journal = CommonOptions.Journal();
    private static readonly Option<string?> Json = CommonOptions.Json();
    private static readonly Option<string[]> Flow = CommonOptions.Repeated("--flow", "GLOB", "Run only the flows whose id matches; may be repeated.");
    private static readonly Option<string[]> NotFlow = CommonOptions.Repeated("--not-flow", "GLOB", "Leave out the flows whose id matches; may be repeated.");
    private static readonly Option<string[]> Tag = CommonOptions.Repeated("--tag", "TAG", "Run only the flows that have this tag; may be repeated.");
    private static readonly Option<string[]> NotTag = CommonOptions.Repeated("--not-tag", "TAG", "Leave out the flows that have this tag; may be repeated.");
    private static readonly Option<int?> Parallel = CommonOptions.Number(
        "--parallel", "N", 1, 256, "How many flows run at once, 1 to 256. Default: what the project says.");

    private static readonly Option<string[]> Report = CommonOptions.Repeated(
        "--report", "FORMAT=FILE", $"Write a report: {ReportTarget.Formats}; may be repeated.");

    static RunCommand()
    {
        Report.Validators.Add(result =>
        {
            foreach (System.CommandLine.Parsing.Token token in result.Tokens)
            {
                if (ReportTarget.Parse(token.Value) is null)
                {
                    result.AddError($"--report {token.Value}: write FORMAT=FILE, where FORMAT is {ReportTarget.Formats}.");
                }
            }
        });
    }

    public static Command Build(VerbRunner runner)
    {
        Command command = Project.AddTo(new("run", "Run the flows of a project against an environment, now, without a server.")
        {
            Env, Flow, NotFlow, Tag, NotTag, Parallel, Report, Journal, Json,
        });
        runner.Bind(command, Json, static (parsed, context) => new LocalRun(context, Arguments(parsed), ProjectFolder.Load).RunAsync());
        return command;
    }

    public static RunArguments Arguments(ParseResult parsed) => new(Project.Of(parsed), parsed.GetValue(Env))
    {
        Flows = new([.. parsed.GetValue(Flow) ?? []], [.. parsed.GetValue(NotFlow) ?? []], [.. parsed.GetValue(Tag) ?? []], [.. parsed.GetValue(NotTag) ?? []]),
        Parallel = parsed.GetValue(Parallel),
        Reports = [.. (parsed.GetValue(Report) ?? []).Select(text => ReportTarget.Parse(text)!)],
        Journal = parsed.GetValue(Journal),
        Json = parsed.GetValue(Json),
    };
}
