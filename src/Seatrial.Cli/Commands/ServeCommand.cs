using System.CommandLine;
using System.Net;
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

    private static readonly Option<int> OtlpGrpc = Port("--otlp-grpc", "The port for OTLP over gRPC; 0 takes a free one.", 7317);
    private static readonly Option<int> OtlpHttp = Port("--otlp-http", "The port for OTLP over HTTP; 0 takes a free one.", 7318);
    private static readonly Option<string?> State = new("--state")
    {
        Description = "Where the server keeps its journal and logs. Default: .seatrial in the first project.",
        HelpName = "DIR",
    };

    private static readonly Option<int?> Parallel = new("--parallel") { Description = "How many flows run at once, whatever the projects say.", HelpName = "N" };
    private static readonly Option<string?> TokenEnv = new("--token-env")
    {
        Description = "The environment variable with the token that readers must show. Default: only this machine may read.",
        HelpName = "NAME",
    };

    static ServeCommand() => Listen.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !IPEndPoint.TryParse(result.Tokens[0].Value, out _))
        {
            result.AddError($"--listen {result.Tokens[0].Value}: write an address and a port, such as 127.0.0.1:7380.");
        }
    });

    public static Command Build(VerbRunner runner)
    {
        Command command = new("serve", "Wait for deployments, and verify each.") { Projects, Listen, OtlpGrpc, OtlpHttp, State, Parallel, TokenEnv };
        runner.Bind(command, null, static (parsed, context) => ServeVerb.RunAsync(context, Arguments(parsed)));
        return command;
    }

    public static ServeArguments Arguments(ParseResult parsed) =>
        new([.. parsed.GetRequiredValue(Projects)], IPEndPoint.Parse(parsed.GetRequiredValue(Listen)))
        {
            State = parsed.GetValue(State),
            OtlpGrpcPort = parsed.GetValue(OtlpGrpc),
            OtlpHttpPort = parsed.GetValue(OtlpHttp),
            Parallel = parsed.GetValue(Parallel),
            TokenEnv = parsed.GetValue(TokenEnv),
        };

    private static Option<int> Port(string name, string description, int port) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => port,
        HelpName = "PORT",
    };
}
