using System.CommandLine;
using Seatrial.Cli.Projects;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial validate</c>: checks a project without running it.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string> Project = CommonOptions.Project();
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command command = new("validate", "Check a project: every problem of every file, with the way out.") { Project, Json };
        runner.Bind(command, Json, static (parsed, context) =>
            Task.FromResult(ProjectValidation.Validate(context, parsed.GetRequiredValue(Project), parsed.GetValue(Json))));
        return command;
    }
}
