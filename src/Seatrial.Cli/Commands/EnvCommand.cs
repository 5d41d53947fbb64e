using System.CommandLine;
using Seatrial.Cli.Deploying;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial env</c>: looks after an environment of local processes.</summary>
internal static class EnvCommand
{
    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Env = CommonOptions.Env();
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command status = Project.AddTo(new("status", "Show what runs.") { Env, Json });
        runner.Bind(status, Json, static (parsed, context) => Open(parsed, context).StatusAsync(parsed.GetValue(Json)));
        Command stop = Project.AddTo(new("stop", "Stop all services, the gateway and the supervisor.") { Env });
        runner.Bind(stop, null, static (parsed, context) => Open(parsed, context).StopAsync());
        return new Command("env", "Look after an environment of local processes.") { status, stop };
    }

    private static ProcessLook Open(ParseResult parsed, CommandContext context) => new(context, Project.Of(parsed), parsed.GetValue(Env));
}
