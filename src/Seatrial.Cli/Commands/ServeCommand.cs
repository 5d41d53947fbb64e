using System.CommandLine;
using Seatrial.Cli.Servers;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial serve</c>: waits for deployments and verifies them.</summary>
internal static class ServeCommand
{
    private static readonly Argument<string[]> Projects = new("project")
    {
        Description = "The projects to serve: folders with seatrial.yaml.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "PROJECT",
    };

    private static readonly Option<string> Listen = new("--listen")
    {
        Description = "Where the API and the intake of webhooks listen; port 0 takes a free one.",
        DefaultValueFactory = _ => "127.0.0.1:7380",
        HelpName = "ADDRESS:PORT",
    };

    private static readonly Option<string?> State = new("--state")
    {
        Description = "Where the server keeps its journal, catalogue and logs. Default: .seatrial in the first project.",
        HelpName = "DIR",
    };

    public static Command Build(VerbRunner runner)
    {
        Command command = new("serve", "Wait for deployments, and verify each.") { Projects, Listen, State };
        runner.Bind(command, null, static (parsed, context) => ServeVerb.RunAsync(context, Arguments(parsed)));
        return command;
    }

    public static ServeArguments Arguments(ParseResult parsed) =>
        new([.. parsed.GetRequiredValue(Projects)], parsed.GetRequiredValue(Listen)) { State = parsed.GetValue(State) };
}
