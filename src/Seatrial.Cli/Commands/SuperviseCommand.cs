using System.CommandLine;
using Seatrial.Cli.Deploying;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial supervise</c>: the process that keeps an environment of local processes; started by <c>deploy</c>, not by people.</summary>
internal static class SuperviseCommand
{
    private static readonly Option<string> State = new("--state") { Description = "The supervisor's folder.", Required = true, HelpName = "DIR" };

    public static Command Build(VerbRunner runner)
    {
        Command command = new("supervise", "Keeps an environment of local processes.") { State };
        command.Hidden = true;
        runner.Bind(command, null, static (parsed, context) => SuperviseVerb.RunAsync(context, parsed.GetRequiredValue(State)));
        return command;
    }
}
