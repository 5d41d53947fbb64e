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

    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Env = CommonOptions.Env();
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command command = Project.AddTo(new("deploy", "Deploy a release to an environment of local processes, and tell the server that serves it.")
        {
            Release, Env, Json,
        });
        runner.Bind(command, Json, static (parsed, context) =>
            new ProcessDeploying(context, Project.Of(parsed), parsed.GetValue(Env))
                .DeployAsync(parsed.GetRequiredValue(Release), parsed.GetValue(Json)));
        return command;
    }
}
