using System.CommandLine;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Runs;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial clean</c>: runs the cleanups that killed runs owe.</summary>
internal static class CleanCommand
{
    private static readonly Argument<string?> RunId = new("run")
    {
        Description = "The run, or enough of its end to tell it apart. Default: every run that was left open.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "RUN",
    };

    private static readonly Option<string> Project = new("--project") { Description = "The project: a folder with seatrial.yaml. Default: this folder.", DefaultValueFactory = _ => ".", HelpName = "PROJECT" };
    private static readonly Option<string?> Journal = CommonOptions.Journal();
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command command = new("clean", "Run the cleanups that killed runs owe, and list what is left behind: exit code 4 when anything is.") { RunId, Project, Journal, Json };
        runner.Bind(command, Json, static (parsed, context) =>
            new RunCleaning(context, parsed.GetRequiredValue(Project), ProjectFolder.Load) { Journal = parsed.GetValue(Journal), Json = parsed.GetValue(Json) }.CleanAsync(parsed.GetValue(RunId)));
        return command;
    }
}
