using System.CommandLine;
using Seatrial.Cli.Deploying;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial supervise</c>: the process that keeps an environment of local processes; started by <c>deploy</c>, not by people.</summary>
internal static class SuperviseCommand
{
    private static readonly Argument<string[]> Arguments = new("arguments") { Arity = ArgumentArity.ZeroOrMore };

    public static Command Build(VerbRunner runner)
    {
        Command command = new("supervise", "Keeps an environment of local processes.") { Arguments };
        command.Hidden = true;
        runner.Bind(command, null, static (parsed, context) => SuperviseVerb.RunAsync(context, parsed.GetValue(Arguments) ?? []));
        return command;
    }
}
