using System.CommandLine;
using Seatrial.Cli.Runs;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial repl</c>: goes through a flow step by step.</summary>
internal static class ReplCommand
{
    private static readonly Argument<string> Flow = new("flow") { Description = "The flow, by its id.", HelpName = "FLOW" };
    private static readonly Option<string> Project = new("--project") { Description = "The project: a folder with seatrial.yaml. Default: this folder.", DefaultValueFactory = _ => ".", HelpName = "PROJECT" };
    private static readonly Option<string?> Env = CommonOptions.Env();
    private static readonly Option<string?> Journal = CommonOptions.Journal();

    public static Command Build(VerbRunner runner)
    {
        Command command = new("repl", $"Go through a flow step by step; commands come from standard input: {StepPrompt.Commands}. Cleanups run at the end.") { Flow, Project, Env, Journal };
        runner.Bind(command, null, static (parsed, context) => new SteppedRun(
            context,
            new RunArguments(parsed.GetRequiredValue(Project), parsed.GetValue(Env)) { Journal = parsed.GetValue(Journal) },
            parsed.GetRequiredValue(Flow)).RunAsync());
        return command;
    }
}
