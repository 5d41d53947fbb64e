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
        DefaultValueFactory = _ => "127.0.0.1:0",
        HelpName = "ADDRESS:PORT",
    };

    private static readonly Option<string?> State = new("--state")
    {
        Description = "Where the server keeps its journal, catalogue and logs. Default: .seatrial in the first project.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Environments = new("--environments") { Description = "Where supervisors are.", HelpName = "DIR", Hidden = true };

    private static readonly Option<string?> ReadTokenEnv = new("--read-token-env")
    {
        Description = "The environment variable that holds the token readers must show. Default: none; only this machine may read.",
        HelpName = "NAME",
    };

    private static readonly Option<int?> OtlpGrpc = CommonOptions.Port("--otlp-grpc", "The port telemetry comes in at over gRPC; 0 takes a free one.");
    private static readonly Option<int?> OtlpHttp = CommonOptions.Port("--otlp-http", "The port telemetry comes in at over HTTP; 0 takes a free one.");
    private static readonly Option<bool> Shadow = new("--shadow") { Description = "Decide and record, but never act, whatever the projects say." };

    public static Command Build(VerbRunner runner)
    {
        Command command = new("serve", "Wait for deployments, and verify each.") { Projects, Listen, State, Environments, ReadTokenEnv, OtlpGrpc, OtlpHttp, Shadow };
        runner.Bind(command, null, static (parsed, context) => ServeVerb.RunAsync(context, Arguments(parsed)));
        return command;
    }

    public static ServeArguments Arguments(ParseResult parsed) =>
        new([.. parsed.GetRequiredValue(Projects)], parsed.GetRequiredValue(Listen))
        {
            State = parsed.GetValue(State),
            Environments = parsed.GetValue(Environments),
            ReadTokenEnv = parsed.GetValue(ReadTokenEnv),
            OtlpGrpcPort = parsed.GetValue(OtlpGrpc) ?? 0,
            OtlpHttpPort = parsed.GetValue(OtlpHttp) ?? 0,
            Shadow = parsed.GetValue(Shadow),
        };
}
