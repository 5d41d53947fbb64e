using System.CommandLine;
using Seatrial.Cli.Deploying;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial deploy</c>: deploys a release to a process environment.</summary>
internal static class DeployCommand
{
    private static readonly Argument<string> Release = new("release")
    {
        Description = "The release: a manifest, or the name of one in the project's releases folder.",
        HelpName = "RELEASE|MANIFEST",
    };

    private static readonly Option<string> ProjectFolder = new("--project") { Description = "The project's folder.", DefaultValueFactory = _ => ".", HelpName = "DIR" };
    private static readonly Option<string> Env = new("--env", "-e") { Description = "The environment; it has a process deployer.", Required = true, HelpName = "NAME" };
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command command = new("deploy", "Deploy a release to an environment of local processes, and tell the server that serves it.")
        {
            Release, ProjectFolder, Env, Json,
        };
        runner.Bind(command, Json, static (parsed, context) =>
            new ProcessDeploying(context, parsed.GetRequiredValue(ProjectFolder), parsed.GetRequiredValue(Env))
                .DeployAsync(parsed.GetRequiredValue(Release), parsed.GetValue(Json)));
        return command;
    }
}
