using System.CommandLine;
using Seatrial.Cli.Deploying;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial env status</c> and <c>seatrial env stop</c>: an environment of local processes.</summary>
internal static class EnvCommand
{
    private static readonly Option<string> ProjectFolder = new("--project") { Description = "The project's folder.", DefaultValueFactory = _ => ".", HelpName = "DIR" };
    private static readonly Option<string> Env = new("--env", "-e") { Description = "The environment.", Required = true, HelpName = "NAME" };
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command status = new("status", "Show what runs.") { ProjectFolder, Env, Json };
        runner.Bind(status, Json, static (parsed, context) => Open(parsed, context).StatusAsync(parsed.GetValue(Json)));
        Command stop = new("stop", "Stop all services, the gateway and the supervisor.") { ProjectFolder, Env };
        runner.Bind(stop, null, static (parsed, context) => Open(parsed, context).StopAsync());
        return new Command("env", "Look after an environment of local processes.") { status, stop };
    }

    private static ProcessDeploying Open(ParseResult parsed, CommandContext context) =>
        new(context, parsed.GetRequiredValue(ProjectFolder), parsed.GetRequiredValue(Env));
}
