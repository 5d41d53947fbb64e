using System.CommandLine;
using Seatrial.Cli.Servers;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial notify deployment</c>: tells a server, by signed webhook, that something landed.</summary>
internal static class NotifyCommand
{
    private static readonly Option<string?> To = new("--to")
    {
        Description = "The server's address. Default: the server that serves the project on this machine.",
        HelpName = "URL",
    };

    private static readonly Option<string?> SecretEnv = new("--secret-env")
    {
        Description = "The environment variable that holds the webhook's secret.",
        HelpName = "NAME",
    };

    private static readonly Option<string[]> Service = new("--service")
    {
        Description = "What landed: NAME=VERSION or NAME=VERSION:PREVIOUS; may be repeated.",
        HelpName = "NAME=VERSION[:PREVIOUS]",
        Required = true,
    };

    private static readonly Option<string> Env = new("--env", "-e") { Description = "The environment.", Required = true, HelpName = "NAME" };
    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Id = new("--id") { Description = "The deployment's id; the same id again is the same deployment. Default: a new one.", HelpName = "ID" };
    private static readonly Option<string?> Revision = new("--revision") { Description = "What was deployed, such as a commit.", HelpName = "TEXT" };
    private static readonly Option<string?> Json = CommonOptions.Json();

    static NotifyCommand() => Service.Validators.Add(result =>
    {
        foreach (System.CommandLine.Parsing.Token token in result.Tokens)
        {
            if (ServiceText.Parse(token.Value) is null)
            {
                result.AddError($"--service {token.Value}: write NAME=VERSION or NAME=VERSION:PREVIOUS.");
            }
        }
    });

    public static Command Build(VerbRunner runner)
    {
        Command deployment = Project.AddTo(new("deployment", "Tell that versions of services landed in an environment. Without the project's folder at hand, its name does.")
        {
            Service, Env, Id, Revision, To, SecretEnv, Json,
        });
        runner.Bind(deployment, Json, static (parsed, context) => new DeploymentNotice(context, Arguments(parsed)).SendAsync(parsed.GetValue(Json)));
        return new Command("notify", "Tell a server what happened.") { deployment };
    }

    public static NoticeArguments Arguments(ParseResult parsed) => new(
        Project.Of(parsed),
        parsed.GetRequiredValue(Env),
        [.. parsed.GetRequiredValue(Service).Select(text => ServiceText.Parse(text)!)])
    {
        To = parsed.GetValue(To),
        SecretEnv = parsed.GetValue(SecretEnv),
        Id = parsed.GetValue(Id),
        Revision = parsed.GetValue(Revision),
    };
}
